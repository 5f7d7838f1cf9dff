import Canvas
import Growth
import History
import Market

extension PageID {
    public static let charts = PageID("charts")
}

/// The Charts page: one chart as of the cursor, with the selected app's ranks next to it on wide screens.
struct ChartsPage: Page {
    static let id = PageID.charts
    static let title = "Charts"
    static let summary = "ranks by storefront, chart and genre"
    static let commands = Command.list.union([
        .country, .chart, .mark, .watchlist, .pin, .estimates, .window, .zoomPanel, .logarithmic,
    ])
    static let isOfChart = true

    let state: DashboardState
    let theme: Theme
    /// The report; `nil` if there is no snapshot of the chart up to the instant.
    let report: ChartReport?

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.chartReport
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        guard state.route.page != id, !state.returned(to: id) else { return }
        let isOfLaunch = state.route.launch != nil
        guard isOfLaunch || !state.data.charts.isEmpty else {
            state.message = DashboardState.noCharts
            return
        }
        let page = state.page()
        let app = isOfLaunch || !state.route.isOfLibrary ? page.selectedApp : nil
        let appChart = app.flatMap { page.selectedChart ?? state.report(of: $0)?.charts.first }
        let chart = appChart ?? DashboardState.firstChart(of: isOfLaunch ? state.library : state.data)
        state.show(id) { next in
            next.chart = chart
            next.selectedApp = appChart == nil ? nil : app
        }
    }

    static func perform(_ command: Command, _ argument: String, in state: inout DashboardState) -> Bool {
        if command == .estimates {
            state.toggleEstimates()
            return true
        }
        guard command == .pin else { return false }
        // The selected app stays selected when rows move.
        state.route.selectedApp = state.page().selectedApp
        state.userState.pinsWatched.toggle()
        state.route.firstRow = 0
        let sign = state.userState.pinsWatched ? "on" : "off"
        state.message = "pin apps on the watchlist to the top: \(sign)"
        return true
    }

    static func pathName(of route: Route, in ledger: LedgerSnapshot) -> String {
        route.chart.map { "\($0.storefront.label) \($0.kind.name)" } ?? title
    }

    static func steps(of route: Route) -> Subject { route.chart.map { .chart($0) } ?? .everything }
    static func markedChart(of route: Route) -> Chart? { route.chart }

    var titles: [String] { state.route.chart.map { [$0.title, $0.shortTitle] } ?? [] }
    var sortChoices: [SortChoice] { report?.sortChoices ?? [] }
    var panels: [String] { isWide ? ["list", "app"] : [] }
    var hasCrosshair: Bool { isWide }
    private var isWide: Bool { state.size.columns >= 120 }

    var rowCount: Int { report?.rows.count ?? 0 }
    /// The row of the selected app, or the previously selected position if the app isn't in the chart.
    var selection: Int {
        state.route.selectedApp.flatMap { report?.row(of: $0) } ?? position
    }
    func select(_ row: Int, in route: inout Route) {
        route.selection = row
        route.selectedApp = app(at: row)
    }
    var pinnedRows: Int { report?.pinned ?? 0 }
    func app(at row: Int) -> AppID? { report?.app(at: row) }

    /// The cards without those of the selected app in other charts.
    var creditedCards: [FigureCard] {
        guard let chart = state.route.chart, let app = selectedApp, let ranks = state.report(of: app) else { return [] }
        return [FigureCard(rankIn: chart, of: ranks), report?.demandCard(of: app)].compactMap { $0 }
    }

    var cards: [FigureCard] {
        guard let chart = state.route.chart, let app = selectedApp, let ranks = state.report(of: app) else { return [] }
        let cards = ([chart] + ranks.charts.filter { $0 != chart }).compactMap { FigureCard(rankIn: $0, of: ranks) }
        let demand = report?.demandCard(of: app).map { [$0] } ?? []
        let movement = report.flatMap { state.movement(in: $0)?.card(in: state.zone) }
        return cards.prefix(1) + demand + cards.dropFirst() + (movement.map { [$0] } ?? [])
    }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? { report }

    var fileNameParts: [String] {
        guard let chart = state.route.chart else { return [] }
        return [chart.storefront.code, chart.kind.slug, chart.genre?.id].compactMap { $0 }
    }

    // MARK: Drawing

    func draw(in body: Region, on frame: inout Frame) {
        guard let chart = state.route.chart else {
            let waiting = state.data.sources.compactMap {
                $0.error ?? ($0.isArchive ? nil : "waiting for \($0.source)")
            }
            let keys = "\(state.commands.label(.library)) library, \(state.commands.label(.quit)) quit"
            return DashboardState.drawEmpty(
                ["No charts yet"] + (waiting.isEmpty ? [keys] : waiting),
                in: body,
                theme: theme,
                on: &frame
            )
        }
        guard let report else {
            return DashboardState.drawEmpty(
                ["No snapshots of this chart up to this time", ". next snapshot, End latest"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let isWide = body.width >= 120 && state.route.zoomedPanel != 0
        let listWidth = isWide ? max(78, body.width * 58 / 100) : body.width
        let (list, side) = body.splitLeft(listWidth, gap: 1)
        let isAlone = isWide && state.route.zoomedPanel == 1
        let movement = state.movement(in: report)
        if !isAlone {
            let area = list.inset(left: 1, right: isWide ? 0 : 1)
            drawList(report, hasDetail: isWide, in: area, isWide ? nil : movement?.summary, on: &frame)
        }
        if isWide, let app = selectedApp {
            drawDetail(of: app, chart: chart, movement, in: isAlone ? body : side, on: &frame)
        }
    }

    /// Draws the table and its status line.
    ///
    /// - Parameter movement: The movement of the whole chart, shown if there is room for all of it.
    private func drawList(
        _ report: ChartReport,
        hasDetail: Bool,
        in list: Region,
        _ movement: String?,
        on frame: inout Frame
    ) {
        let (table, status) = list.splitBottom(1)
        let sparkColumns = report.sparkColumns(width: list.width - RowSymbols.width - 1, hasDetail: hasDetail)
        report.draw(
            report.columns(sparkColumns: sparkColumns, hasDetail: hasDetail),
            in: table,
            selection: selection,
            first: state.route.firstRow,
            theme: theme,
            on: &frame
        )
        if rowCount == 0 {
            frame.write("no app matches \"\(state.route.filter)\"", in: table.row(2), style: theme.faint)
        }
        let matches = state.route.filter.isEmpty ? nil : "\(rowCount) match \"\(state.route.filter)\""
        let comparable = report.table.comparedTo == nil ? "no earlier snapshot" : nil
        let snapshots = report.snapshotTexts
        let snapshot = snapshots.first { displayWidth($0) <= status.width } ?? snapshots.last
        let facts = [
            matches, state.route.sort?.text, snapshot, report.droppedText, comparable, report.pinnedText,
            report.movedText,
            movement,
        ]
        frame.write(
            Phrases.fitting(facts.compactMap { $0 }, width: status.width),
            in: status,
            style: theme.faint
        )
    }

    private func drawDetail(
        of app: AppID,
        chart: Chart,
        _ movement: ChartMovement?,
        in region: Region,
        on frame: inout Frame
    ) {
        guard let report = state.report(of: app) else { return }
        let (inner, foot) = Panel(title: report.name, detail: report.developer ?? "", isFocused: state.focus == .chart)
            .draw(in: region, theme: theme, on: &frame).splitBottom(1)
        if let summary = movement?.summary { frame.write(summary, in: foot, style: theme.faint) }
        let charts = [chart] + report.charts.filter { $0 != chart && $0.kind == chart.kind && $0.genre == chart.genre }
        let panel = RankPanel(report: report, charts: charts, state: state, theme: theme)
        let ranks =
            charts.prefix(inner.height).flatMap { TextWrapping.lines(report.rankText(in: $0), width: inner.width) }
            .map { [StyledText($0, theme.text)] } + [[StyledText("id \(app.text)", theme.faint)]]
        let count = ranks.count + report.milestones.count
        // The chart gets the rows that the lines and the blank row above them leave.
        let (plot, list) = inner.splitTop(max(min(inner.height * 3 / 5, 26), inner.height - count - 1))
        panel.draw(in: plot, showsAxis: true, on: &frame)
        let milestones = report.milestones.prefix(max(0, list.height - 1 - ranks.count))
        let namesCharts = milestones.contains { $0.chart != nil && $0.chart != chart }
        let lines = ranks + milestones.map { line(of: $0, in: report, namesChart: namesCharts) }
        for (row, line) in lines.prefix(max(0, list.height - 1)).enumerated() {
            frame.write(line, in: list.row(row + 1))
        }
    }

    /// Returns a milestone with its time: "◆ #1     Mar 5 06:00". The source is omitted.
    private func line(of milestone: Milestone, in report: AppReport, namesChart: Bool) -> [StyledText] {
        let cells = report.cells(of: milestone, theme: theme)
        let isRecorded = milestone.metric == .rank && milestone.earliest != nil
        let when =
            isRecorded ? RankMilestoneText.time(milestone.latest, asOf: report.instant, in: report.zone) : cells[2].text
        let chart = namesChart ? milestone.chart.map { "  \($0.titleInSentence)" } : nil
        return [
            cells[0], StyledText(" "),
            StyledText(
                cells[1].text + String(repeating: " ", count: max(1, 9 - displayWidth(cells[1].text))),
                cells[1].style
            ),
            StyledText(when, theme.text), StyledText(chart ?? "", theme.faint),
        ]
    }
}

extension DashboardState {
    /// The message shown if there are no charts to open.
    static let noCharts = "no charts loaded; run launchtop watch SOURCE or launchtop replay FOLDER"

    mutating func toggleEstimates() {
        guard let report = chartReport, report.demand != nil else {
            message = "no estimates: no anchor applies to this chart"
            return
        }
        showsEstimates = !report.showsEstimates
        message = "estimated downloads per day: \(report.showsEstimates ? "off" : "on")"
    }

    /// Chooses a chart for each Charts page that has none. Before the first key press, also switches from a chart
    /// without new data to the first chart with new data, since that chart is being polled.
    mutating func chooseFirstChart(of ledger: LedgerSnapshot) {
        // Charts that are only loaded now have no new data.
        let ends = data.charts.map { data.span(of: .chart($0))?.end } + [data.pending?.newest]
        let newestKnown = ends.compactMap(\.self).max() ?? Timestamp(seconds: .min)
        let updated = ledger.charts.filter { ledger.span(of: .chart($0)).map { $0.end > newestKnown } ?? false }
        for position in stack.indices where stack[position].page == .charts {
            guard let chart = stack[position].chart else {
                stack[position].chart = Self.firstChart(of: ledger)
                continue
            }
            guard isUntouched, !updated.isEmpty, !updated.contains(chart) else { continue }
            stack[position].chart = Self.firstChart(of: updated)
        }
        if !updated.isEmpty { isUntouched = false }
    }
}
