import Canvas
import History
import Market

extension DashboardState {
    /// Performs a command.
    ///
    /// - Parameter argument: The text typed after the command's name in the palette.
    mutating func perform(_ command: Command, _ argument: String = "") -> [Effect] {
        switch command {
        case .quit: return [.quit]
        case .mouse: return toggleMouse()
        case .copy: return copy()
        case .watchlist: return toggleWatchlist()
        case .save: return argument.isEmpty ? beginSaving() : save(as: argument)
        case .export: return export(argument)
        case .help: mode = .overlay(Overlay(kind: .help))
        case .changes: mode = .overlay(Overlay(kind: .changes))
        case .alerts: showAlerts()
        case .info: showInfo()
        case .bass: showBass()
        case .palette: begin(.command)
        case .filter: argument.isEmpty ? begin(.filter(before: route), text: route.filter) : filter(typed: argument)
        case .sort: argument.isEmpty ? chooseSort() : sort(by: argument)
        case .window: argument.isEmpty ? chooseWindow() : measure(over: argument)
        case .theme: argument.isEmpty ? pickTheme() : theme(called: argument)
        case .focus: moveFocus()
        case .zoomPanel: zoomPanel()
        case .logarithmic: changeAxis()
        case .up, .down, .pageUp, .pageDown, .top, .bottom, .nextMatch, .previousMatch: moveSelection(command)
        default:
            if !performOnAges(command), !navigate(command, argument) { performOnTime(command, argument) }
        }
        return []
    }

    private mutating func toggleMouse() -> [Effect] {
        usesMouse.toggle()
        message = usesMouse ? "mouse on: click to select, click again to open, wheel to scroll" : "mouse off"
        return [.mouse(usesMouse)]
    }

    private mutating func zoomPanel() {
        let panels = panelNames
        guard panels.count > 1 else {
            message = "only one panel here"
            return
        }
        let next = route.zoomedPanel.map { $0 + 1 } ?? 0
        route.zoomedPanel = next < panels.count ? next : nil
        message =
            route.zoomedPanel.map { "zoomed: \(panels[$0]); \(commands.label(.zoomPanel)): next panel" } ?? "all panels"
    }

    /// The names of the panels that can be zoomed.
    private var panelNames: [String] {
        switch route.page {
        case .charts: size.columns >= 120 ? ["list", "app"] : []
        case .app: ["ranks", "downloads", "facts", "growth"]
        case .compare: ["curves", "table"]
        case .countries, .launches, .milestones, .sources: []
        }
    }

    private mutating func changeAxis() {
        route.hasOtherAxis.toggle()
        // Ranks have a logarithmic axis by default, counts a linear one.
        let view = route.view ?? (route.page == .compare ? compareReport?.openingView : nil)
        let showsCounts = route.page == .compare && view != .rank
        message = route.hasOtherAxis == showsCounts ? "logarithmic axis" : "linear axis"
    }

    /// The filtered and sorted chart of a Charts page at the cursor.
    var chartReport: ChartReport? {
        route.chart.flatMap {
            ChartReport(
                of: $0,
                in: ledger,
                asOf: instant,
                window: changeSeconds,
                filter: route.filter,
                sort: route.sort,
                zone: zone,
                marked: marked,
                anchors: anchors
            )
        }
    }

    /// The app of an App page at the cursor.
    var appReport: AppReport? { route.app.flatMap { report(of: $0, launch: route.launch) } }

    func report(of app: AppID, launch id: String? = nil) -> AppReport? {
        AppReport(of: app, in: ledger, asOf: instant, zone: zone, launch: id.flatMap(ledger.launch(id:)))
    }

    /// Returns an app's growth, by its downloads and its ranks in `charts`.
    func growth(of report: AppReport, in charts: [Chart]) -> GrowthReport {
        GrowthReport(of: report, in: charts, window: changeSeconds, anchors: anchors)
    }

    /// Returns an app's movement in one chart.
    func growth(of report: AppReport, in chart: Chart) -> RankGrowth? {
        RankGrowth(of: report, in: chart, window: changeSeconds, anchors: anchors)
    }

    var launchListReport: LaunchListReport {
        LaunchListReport(ledger, asOf: instant, filter: route.filter, sort: route.sort, marked: marked)
    }

    var sourceReport: SourceReport { SourceReport(data, now: now, filter: route.filter, sort: route.sort, zone: zone) }

    /// Returns the row of the selected app, or the previously selected position if it isn't in the chart.
    func selection(in report: ChartReport) -> Int {
        route.selectedApp.flatMap(report.row) ?? max(0, min(route.selection, report.rowCount - 1))
    }

    /// Returns the selected row, clamped to a list of `count` rows.
    func selection(of count: Int) -> Int { max(0, min(route.selection, count - 1)) }
}
