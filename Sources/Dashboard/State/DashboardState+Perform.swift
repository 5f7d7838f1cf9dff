import Canvas
import History
import Market

extension DashboardState {
    /// Does a command, with what followed its name where it was typed.
    mutating func perform(_ command: Command, _ argument: String = "") -> [Effect] {
        switch command {
        case .quit: return [.quit]
        case .mouse: return toggleMouse()
        case .copy: return copy()
        case .watch: return toggleWatchlist()
        case .save: return argument.isEmpty ? beginSaving() : save(as: argument)
        case .export: return export(argument)
        case .help: mode = .overlay(Overlay(kind: .help))
        case .changes: mode = .overlay(Overlay(kind: .changes))
        case .alerts: showAlerts()
        case .source: showSources()
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
        message = usesMouse ? "mouse on: click selects, click again opens, the wheel moves" : "mouse off"
        return [.mouse(usesMouse)]
    }

    private mutating func zoomPanel() {
        let panels = panelNames
        guard panels.count > 1 else {
            message = "there is one panel only"
            return
        }
        let next = route.maximised.map { $0 + 1 } ?? 0
        route.maximised = next < panels.count ? next : nil
        message = route.maximised.map { "\(panels[$0]) alone; \(commands.label(.zoomPanel)) goes on" } ?? "all panels"
    }

    /// What one of the page's panels can be shown alone.
    private var panelNames: [String] {
        switch route.page {
        case .charts: size.columns >= 120 ? ["the list", "the app"] : []
        case .app: ["ranks", "downloads", "facts", "growth"]
        case .compare: ["the curves", "the table"]
        case .countries, .launches, .milestones, .sources: []
        }
    }

    private mutating func changeAxis() {
        route.hasOtherAxis.toggle()
        // Ranks stand on a logarithmic axis unless one asks; what is counted stands on a linear one.
        let view = route.view ?? (route.page == .compare ? compareReport?.openingView : nil)
        let isOfCounts = route.page == .compare && view != .rank
        message = route.hasOtherAxis == isOfCounts ? "logarithmic axis" : "linear axis"
    }

    /// The chart of a Charts page as of the instant, filtered and sorted.
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

    /// The app of an App page as of the instant.
    var appReport: AppReport? { route.app.flatMap { report(of: $0, launch: route.launch) } }

    func report(of app: AppID, launch id: String? = nil) -> AppReport? {
        AppReport(of: app, in: ledger, asOf: instant, zone: zone, launch: id.flatMap(ledger.launch(id:)))
    }

    /// How an app grows, by its ranks in `charts`.
    func growth(of report: AppReport, in charts: [Chart]) -> GrowthReport {
        GrowthReport(of: report, in: charts, window: changeSeconds, anchors: anchors)
    }

    /// How an app moves in one chart.
    func growth(of report: AppReport, in chart: Chart) -> RankGrowth? {
        RankGrowth(of: report, in: chart, window: changeSeconds, anchors: anchors)
    }

    var launchListReport: LaunchListReport {
        LaunchListReport(ledger, asOf: instant, filter: route.filter, sort: route.sort, marked: marked)
    }

    var sourceReport: SourceReport { SourceReport(data, now: now, filter: route.filter, sort: route.sort, zone: zone) }

    /// The selected row: that of the selected app where it is listed, else the row where it was.
    func selection(in report: ChartReport) -> Int {
        route.selectedApp.flatMap(report.row) ?? max(0, min(route.selection, report.rowCount - 1))
    }

    /// The selected row of a list that is no chart, kept within it also when that became shorter.
    func selection(of count: Int) -> Int { max(0, min(route.selection, count - 1)) }
}
