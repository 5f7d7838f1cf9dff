import Canvas
import History
import Market

extension DashboardState {
    /// Performs a command.
    ///
    /// - Parameter argument: The text typed after the command's name in the palette.
    mutating func perform(_ command: Command, _ argument: String = "") -> [Effect] {
        if route.page.type.perform(command, argument, in: &self) { return [] }
        switch command {
        case .quit: return [.quit]
        case .mouse: return toggleMouse()
        case .copy: return copy()
        case .copyID: return copyID()
        case .store: return openStorePage()
        case .watchlist: return toggleWatchlist()
        case .watch: return watch(called: argument)
        case .add: return add(called: argument)
        case .unwatch: return unwatch(called: argument)
        case .launchTime: return setLaunchTime(argument)
        case .name: return setName(argument)
        case .save: return argument.isEmpty ? beginSaving() : save(as: argument)
        case .export: return export(argument)
        case .help: mode = .overlay(Overlay(kind: .help))
        case .changes: mode = .overlay(Overlay(kind: .changes))
        case .alerts: showAlerts()
        case .info: showInfo()
        case .bass: showBass()
        case .palette: begin(.command)
        case .find: openFinder()
        case .filter: argument.isEmpty ? begin(.filter(before: route), text: route.filter) : filter(typed: argument)
        case .sort: argument.isEmpty ? chooseSort() : sort(by: argument)
        case .window: argument.isEmpty ? chooseWindow() : measure(over: argument)
        case .theme: argument.isEmpty ? pickTheme() : theme(called: argument)
        case .zone:
            guard argument.isEmpty else { return [.zone(argument)] }
            message = zoneDescription
        case .focus: moveFocus()
        case .zoomPanel: zoomPanel()
        case .logarithmic: changeAxis()
        case .up, .down, .pageUp, .pageDown, .top, .bottom, .nextMatch, .previousMatch: moveSelection(command)
        default:
            if !navigate(command, argument), !performOnTime(command, argument) {
                let page = PageID.all.first { $0.type.commands.contains(command) }
                let hint = page.map { "; press \(commands.label($0)) for the \($0) page" } ?? ""
                message = "\(command.rawValue) isn't available on this page\(hint)"
            }
        }
        return []
    }

    private mutating func toggleMouse() -> [Effect] {
        usesMouse.toggle()
        message = usesMouse ? "mouse on: click to select, click again to open, wheel to scroll" : "mouse off"
        return [.mouse(usesMouse)]
    }

    private mutating func zoomPanel() {
        let panels = page().panels
        guard panels.count > 1 else {
            message = "this page has only one panel"
            return
        }
        let next = route.zoomedPanel.map { $0 + 1 } ?? 0
        route.zoomedPanel = next < panels.count ? next : nil
        message =
            route.zoomedPanel.map { "zoomed: \(panels[$0]); \(commands.label(.zoomPanel)): next panel" } ?? "all panels"
    }

    private mutating func changeAxis() {
        route.isAxisSwitched.toggle()
        message = route.isAxisSwitched == page().hasLinearAxis ? "logarithmic axis" : "linear axis"
    }

}
