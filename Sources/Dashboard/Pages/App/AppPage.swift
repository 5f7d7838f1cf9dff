import Canvas
import Growth
import History
import Market

extension PageID {
    public static let app = PageID("app")
}

/// The App page: ranks, daily downloads, milestones and other facts of one app as of the cursor. Its rows are the
/// charts that ranked the app.
struct AppPage: Page {
    static let id = PageID.app
    static let title = "App"
    static let summary = "ranks, downloads and milestones of the selected app"
    static let argument: CommandArgument? = .app
    static let commands: Set<Command> = [.mark, .watchlist, .window, .zoomPanel, .logarithmic, .bass]

    let state: DashboardState
    let theme: Theme
    /// The app's report; `nil` if there is no data about the app.
    let report: AppReport?

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.route.app.flatMap { state.report(of: $0, launch: state.route.launch) }
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        guard argument.isEmpty else { return state.showApp(called: argument) }
        if state.route.page != id { state.showSelectedApp(orElse: state.myLaunchApp) }
    }

    static func pathName(of route: Route, in ledger: LedgerSnapshot) -> String {
        route.app.map { ledger.name(of: $0, asOf: route.playhead.instant) } ?? title
    }

    static func steps(of route: Route) -> Subject { route.app.map { .app($0) } ?? .everything }

    var titles: [String] {
        launch.map { ["replay of the \($0.name) launch", "replay of \($0.name)", $0.name] } ?? []
    }
    private var launch: Launch? { state.route.launch.flatMap { state.ledger.launch(id: $0) } }

    var panels: [String] { ["ranks", "downloads", "facts", "growth"] }
    var hasCrosshair: Bool { true }

    private var charts: [Chart] { report?.charts ?? [] }
    var rowCount: Int { charts.count }
    func app(at row: Int) -> AppID? { state.route.app }

    func open(in state: inout DashboardState) {
        guard rowCount > 0 else {
            state.message = "this app hasn't been ranked in any chart"
            return
        }
        state.open(charts[selection], selecting: state.route.app)
    }

    var cards: [FigureCard] {
        guard let report else { return [] }
        var cards = report.cards
        if charts.indices.contains(selection), cards.indices.contains(selection) {
            cards.insert(cards.remove(at: selection), at: 0)
        }
        cards += report.ratings.cards(of: report.name) + state.downloadsFromRatings(of: report).cards(of: report.name)
        return cards + state.growth(of: report, in: charts).knownLines.map { FigureCard($0, of: report.name) }
    }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? {
        guard var report else { return exportedAbsence(options) }
        report.launchTime = state.launchStart(of: report.app)?.time
        let window = state.chartWindow
        report.range = options.isWhole || window == state.route.playhead.bounds ? nil : window
        return AppExport(
            report: report,
            launch: launch,
            options: growthOptions(options)
        )
    }

    var fileNameParts: [String] { [state.route.launch ?? state.route.app?.text].compactMap { $0 } }

    // MARK: Drawing

    /// The text shown if there is no data about the app. For an app on the watchlist, it includes the last check and
    /// the next poll.
    private var emptyText: [String] {
        let commands = state.commands
        guard let app = state.route.app, let watched = state.watchedApps.first(where: { $0.app == app }) else {
            let (charts, library) = (commands.label(.charts), commands.label(.library))
            return [
                "No app selected",
                "Press \(charts) for charts or \(library) for the library, then Enter to open an app",
            ]
        }
        let report = myLaunchReport(of: watched)
        let checked = checkedText(in: report)
        let polls = [checked, report.polls.nextText.map { "next poll \($0)" }].compactMap { $0 }
        return [report.details?.name ?? app.text, report.details?.rankSummary ?? ""] + polls
            + ["\(commands.label(.myLaunch)): my launch"]
    }

    private func myLaunchReport(of watched: WatchedApp) -> MyLaunchReport {
        MyLaunchReport(of: [watched], data: state.data, library: state.library, asOf: state.instant, zone: state.zone)
    }

    private func checkedText(in report: MyLaunchReport) -> String? {
        report.details?.rows.compactMap(\.checked).max().map {
            "checked \(PollStatus.ago($0, asOf: state.instant))"
        }
    }

    /// Returns the export of an app on the watchlist that no chart has listed yet: where and when that was checked; `nil`
    /// if the app isn't on the watchlist.
    private func exportedAbsence(_ options: ExportOptions) -> AppExport? {
        guard let watched = state.watchedApps.first(where: { $0.app == state.route.app }) else { return nil }
        let details = myLaunchReport(of: watched)
        let name = details.details?.name ?? watched.app.text
        guard
            let report = AppReport(
                of: watched.app,
                in: state.data,
                asOf: state.instant,
                zone: state.zone,
                named: name,
                isWatched: true
            )
        else { return nil }
        var export = AppExport(report: report, launch: nil, options: growthOptions(options))
        export.absence = [details.details?.rankSummary, checkedText(in: details)].compactMap(\.self)
            .joined(separator: ", ")
        return export
    }

    private func growthOptions(_ options: ExportOptions) -> GrowthOptions {
        GrowthOptions(window: state.changeSeconds, anchors: state.anchors, fitsDiffusion: options.fitsDiffusion)
    }

    func draw(in body: Region, on frame: inout Frame) {
        guard let report else { return DashboardState.drawEmpty(emptyText, in: body, theme: theme, on: &frame) }
        let facts = AppFacts(report: report, selection: selection, state: state, theme: theme)
        guard !Panel.fit(in: body) || state.route.zoomedPanel != nil else {
            // Two columns of facts need more room than one.
            let share = body.width >= 160 ? 50 : 62
            let (left, right) = body.splitLeft(body.width * share / 100)
            drawPanels(report, in: left, on: &frame)
            let below = facts.drawPanels(in: right, hasCharts: true, on: &frame)
            let selected = charts.indices.contains(selection) ? charts[selection] : nil
            return AppNeighbors(report: report, selected: selected, theme: theme).draw(in: below, on: &frame)
        }
        let (head, rest) = body.inset(left: 1, right: 1).splitTop(1)
        drawHead(report, in: head, on: &frame)
        switch state.route.zoomedPanel {
        case 0: panel(report).draw(in: rest, showsAxis: true, on: &frame)
        case 1: drawDownloads(downloads(of: report), of: report, in: rest, on: &frame)
        case 2 where Panel.fit(in: rest): facts.drawPanels(in: rest, hasCharts: false, on: &frame)
        case 2: facts.draw(in: rest, on: &frame)
        case 3:
            let growth = state.growth(of: report, in: chartsInOrder(of: report))
            GrowthFacts(lines: growth.lines, theme: theme).draw(in: rest, on: &frame)
        default:
            let (top, bottom) = rest.splitBottom(max(4, min(8, rest.height / 4)))
            drawCharts(report, in: top, on: &frame)
            facts.drawShort(in: bottom, on: &frame)
        }
    }

    /// Draws the ranks, and the downloads if there are any, in panels.
    private func drawPanels(_ report: AppReport, in region: Region, on frame: inout Frame) {
        let ranks = panel(report)
        let downloads = downloads(of: report)
        let most = downloads == nil ? region.height : region.height * 45 / 100
        let (top, bottom) = region.splitTop(
            downloads == nil ? most : ranks.height(upTo: most - Panel.borderRows) + Panel.borderRows
        )
        let chart = charts.indices.contains(selection) ? charts[selection] : nil
        let inner = Panel(
            title: report.name,
            detail: report.developer ?? "",
            summary: chart.map(report.rankText) ?? "no chart data yet",
            summaryStyle: theme.text,
            isFocused: state.focus == .chart
        )
        .draw(in: top, theme: theme, on: &frame)
        ranks.draw(in: inner, showsAxis: downloads == nil, on: &frame)
        guard let (curve, total) = downloads else { return }
        let panel = downloadsPanel(of: report, curve, total: total, width: inner.width)
        let below = Panel(
            title: "Downloads per day",
            detail: panel.sums,
            summary: panel.total,
            summaryStyle: theme.text
        )
        .draw(in: bottom, theme: theme, on: &frame)
        panel.draw(in: below, on: &frame)
    }

    private func drawHead(_ report: AppReport, in head: Region, on frame: inout Frame) {
        let chart = charts.indices.contains(selection) ? charts[selection] : nil
        let now = chart.map { "   \(report.rankText(in: $0))" } ?? "   no chart data yet"
        frame.write(
            [
                StyledText(report.name, theme.heading),
                StyledText(report.developer.map { "  \($0)" } ?? "", theme.faint),
                StyledText("  id \(report.app.text)", theme.faint),
                StyledText(now, theme.text),
            ],
            in: head
        )
    }

    private func drawCharts(_ report: AppReport, in region: Region, on frame: inout Frame) {
        guard let shown = downloads(of: report) else {
            return panel(report).draw(in: region, showsAxis: true, on: &frame)
        }
        let panel = panel(report)
        let (ranks, downloads) = region.splitTop(panel.height(upTo: region.height * 45 / 100))
        panel.draw(in: ranks, showsAxis: false, on: &frame)
        drawDownloads(shown, of: report, in: downloads, on: &frame)
    }

    /// Returns the rank panel with the selected chart's line on top.
    private func panel(_ report: AppReport) -> RankPanel {
        RankPanel(report: report, charts: chartsInOrder(of: report), state: state, theme: theme)
    }

    /// Returns the app's charts with the selected chart first.
    private func chartsInOrder(of report: AppReport) -> [Chart] {
        var charts = report.charts
        if !charts.isEmpty { charts.insert(charts.remove(at: selection), at: 0) }
        return charts
    }

    /// Returns the download curve to draw and its total as text: the user's own counts if there are any, otherwise the
    /// launch's figures. A replay always uses the launch's figures. Returns `nil` without download data.
    private func downloads(of report: AppReport) -> (curve: DownloadCurve, total: String?)? {
        if state.route.launch == nil, let own = report.ownDownloads { return (own.curve, own.total.text) }
        return report.curve.map { ($0, report.totalText) }
    }

    private func drawDownloads(
        _ shown: (curve: DownloadCurve, total: String?)?,
        of report: AppReport,
        in region: Region,
        on frame: inout Frame
    ) {
        guard let (curve, total) = shown else {
            return DashboardState.drawEmpty(["No download data"], in: region, theme: theme, on: &frame)
        }
        let (heading, rest) = region.splitTop(1)
        let panel = downloadsPanel(of: report, curve, total: total, width: region.width)
        // The days known only in total are marked in the chart, too.
        let room = heading.width - displayWidth("downloads/day  \(panel.total)  ")
        let sums = panel.sums.isEmpty || displayWidth(panel.sums) > room ? "" : "  \(panel.sums)"
        frame.write(
            [
                StyledText("downloads/day", theme.heading), StyledText("  \(panel.total)", theme.text),
                StyledText(sums, theme.sum),
            ],
            in: heading
        )
        panel.draw(in: rest, on: &frame)
    }

    private func downloadsPanel(
        of report: AppReport,
        _ curve: DownloadCurve,
        total: String?,
        width: Int
    ) -> DownloadsPanel {
        let playhead = state.route.playhead
        let isZoomed = playhead.window != playhead.bounds
        return DownloadsPanel(
            report: report,
            curve: curve,
            total: total ?? "no figures yet",
            window: isZoomed ? state.chartWindow : DownloadsPanel.window(state.chartWindow, including: curve),
            endGutter: panel(report).endGutter(width: width),
            theme: theme
        )
    }
}
