public import Alerts
import Canvas
import Growth
public import History
public import Market

extension PageID {
    public static let myLaunch = PageID("my-launch")
}

/// The My launch page: ranks, downloads, alerts and neighbors of an app on the watchlist, and a comparison with other
/// launches at the same age. Its rows are the storefronts of the app.
struct MyLaunchPage: Page {
    static let id = PageID.myLaunch
    static let title = "My launch"
    static let summary = "your app's ranks, downloads and next milestone"
    static let notes = [
        HelpNote("rows", "ever ranked first, then never ranked, then no data; each in the order of the sources"),
        HelpNote("day 3", "days since the launch time; day 0 is the first 24 hours, or the launch date in UTC"),
    ]
    static let commands: Set<Command> = [.nextApp, .previousApp, .watchlist, .mark, .zoomPanel]

    let state: DashboardState
    let theme: Theme
    let report: MyLaunchReport

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.myLaunchReport
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        guard state.route.page != id else { return }
        // Select the app that was just added, or the one selected on the previous page if it's on the watchlist.
        let app = state.addedApp ?? state.page().selectedApp.flatMap { state.data.watchlist.contains($0) ? $0 : nil }
        state.addedApp = nil
        state.show(id) { next in
            next.launch = nil
            next.app = app
        }
    }

    static func perform(_ command: Command, _ argument: String, in state: inout DashboardState) -> Bool {
        guard command == .nextApp || command == .previousApp else { return false }
        let report = MyLaunchPage(state, theme: .mono).report
        let count = report.watched.count
        guard count > 1 else {
            state.message = count == 0 ? "the watchlist is empty; :watch adds an app" : "only one app on the watchlist"
            return true
        }
        state.route.app = report.app(at: (report.selection + (command == .nextApp ? 1 : count - 1)) % count)
        state.route.selection = 0
        state.route.chart = nil
        state.route.firstRow = 0
        return true
    }

    static func steps(of route: Route) -> Subject { route.app.map { .app($0) } ?? .everything }

    static func launchStart(in state: DashboardState) -> LaunchStart? {
        (state.route.app ?? state.watchedApps.first?.app).flatMap(state.launchStart(of:))
    }

    var titles: [String] {
        guard let details = report.details else { return [] }
        return [details.age.map { "\(details.name), \($0.text)" }, details.name].compactMap { $0 }
    }
    var panels: [String] { report.details == nil ? [] : MyLaunchPanels.names }
    var rowCount: Int { report.details?.rows.count ?? 0 }
    /// The row of the selected storefront. The position of the row changes when the app is first ranked there.
    var selection: Int {
        let rows = report.details?.rows ?? []
        return state.route.chart.flatMap { chart in
            rows.firstIndex { $0.storefront == chart.storefront && $0.chart?.store == chart.store }
                ?? rows.firstIndex { $0.storefront == chart.storefront }
        } ?? position
    }
    func select(_ row: Int, in route: inout Route) {
        route.selection = row
        route.chart = report.chart(at: row)
    }
    func app(at row: Int) -> AppID? {
        guard let details = report.details else { return nil }
        return report.chart(at: row).map(details.app) ?? details.app
    }
    var selectedChart: Chart? { report.chart(at: selection) }

    func open(in state: inout DashboardState) {
        guard let chart = report.chart(at: selection) else {
            state.message = rowCount == 0 ? report.noCharts : "no chart data yet"
            return
        }
        state.open(chart, selecting: app(at: selection))
    }

    var cards: [FigureCard] { report.cards(at: selection) }
    func exported(_ options: ExportOptions) -> (any ExportedReport)? { report }

    func draw(in body: Region, on frame: inout Frame) {
        MyLaunchScreen(
            report: report,
            theme: theme,
            marks: state.rowMarks,
            row: selection,
            firstRow: state.route.firstRow,
            commands: state.commands,
            zoomedPanel: state.route.zoomedPanel,
            isLive: state.isAtLiveEdge,
            flash: state.visibleFlash
        )
        .draw(in: body, on: &frame)
    }
}

/// What the report about a launch depends on, besides the data and the library.
private struct MyLaunchReportKey: Hashable, Sendable {
    let watched: [WatchedApp]
    let selected: AppID?
    let alerts: [SentAlert]
    let since: Timestamp?
    let instant: Timestamp
    let zone: TimeZoneTable
    let peers: Int
}

extension DashboardState {
    /// The report for the My launch page.
    fileprivate var myLaunchReport: MyLaunchReport {
        let key = MyLaunchReportKey(
            watched: watchedApps,
            selected: route.app,
            alerts: alertHistory.alerts,
            // The period is at least a day, so that reading the changes doesn't clear the list.
            since: userState.readUntil.map { min($0, instant - MyLaunchReport.defaultPeriod) },
            instant: instant,
            zone: zone,
            peers: MyLaunchScreen.peers(on: Size(columns: size.columns, rows: pageHeight))
        )
        return reports.value(for: key) {
            MyLaunchReport(
                of: key.watched,
                selected: key.selected,
                data: data,
                library: library,
                alerts: key.alerts,
                since: key.since,
                asOf: key.instant,
                zone: key.zone,
                peers: key.peers
            )
        }
    }

    /// The position of the latest My launch page in the navigation path; `nil` if there is none.
    var myLaunchRoute: Int? { stack.lastIndex { $0.page == .myLaunch } }

    /// The app that My launch shows: the one selected there, otherwise the first on the watchlist; `nil` if the
    /// watchlist is empty.
    var myLaunchApp: AppID? {
        let watched = watchedApps.map(\.app)
        let selected = myLaunchRoute.flatMap { stack[$0].app }
        return selected.flatMap { watched.contains($0) ? $0 : nil } ?? watched.first
    }

    /// Makes the My launch page the start page instead of the Charts page, unless the watchlist is empty.
    ///
    /// - Parameter app: The app to show first; `nil` for the first one on the watchlist.
    public mutating func startOnMyLaunch(showing app: AppID? = nil) {
        guard stack.count == 1, route.page == .charts, !data.watchlist.isEmpty else { return }
        stack[0] = Route(page: .myLaunch, playhead: route.playhead)
        route.app = app
    }

    /// Returns a state that shows the My launch page at an instant.
    public static func showingMyLaunch(
        _ watched: [WatchedApp],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        alerts: AlertHistory = AlertHistory(),
        at instant: Timestamp
    ) -> DashboardState {
        let span = bounds(of: data, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        let start = Route(page: .myLaunch, playhead: Playhead(bounds: bounds, cursor: instant))
        var state = DashboardState(data: data, library: library, now: instant, isLive: false, start: start)
        state.alertHistory = alerts
        for app in watched { state.userState.watch(app) }
        return state
    }
}
