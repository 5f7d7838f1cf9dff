import Canvas
import History
import Market

extension PageID {
    public static let countries = PageID("countries")
}

/// The Countries page: one app in all storefronts, or the leaders of all storefronts, one row per country. Wide screens
/// also show a heat table.
struct CountriesPage: Page {
    static let id = PageID.countries
    static let title = "Countries"
    static let summary = "one app, or the leaders, in every country"
    static let commands = Command.list.union([.country, .view, .watchlist, .window])
    static let views: [PageView] = [.app, .leaders]
    static let isOfChart = true

    let state: DashboardState
    let theme: Theme
    /// The report; `nil` if there are no charts.
    let report: CountriesReport?

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.countriesReport
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        let route = state.route
        guard route.page != id else { return }
        let page = state.page()
        let app = page.selectedApp
        let chart = page.selectedChart ?? app.flatMap { state.report(of: $0) }?.charts.first
        guard chart != nil || !state.ledger.charts.isEmpty else {
            state.message = DashboardState.noCharts
            return
        }
        if state.returned(to: id, where: { $0.app == app && $0.view != .leaders }) { return }
        var next = Route(page: id, app: app, launch: route.launch, playhead: route.playhead)
        next.showsLibrary = route.launch == nil && route.isOfLibrary
        next.chart = chart ?? DashboardState.firstChart(of: state.ledger.charts)
        next.view = app == nil ? .leaders : .app
        state.keepTime(in: &next)
        state.push(next)
    }

    static func perform(_ command: Command, _ argument: String, in state: inout DashboardState) -> Bool {
        guard command == .view else { return false }
        let leader = state.page().selectedApp
        state.changeView()
        if state.route.view == .app, state.route.app == nil { state.route.app = leader }
        return true
    }

    static func pathName(of route: Route, in ledger: LedgerSnapshot) -> String {
        route.app.map { "\(ledger.name(of: $0, asOf: route.playhead.instant)) by country" } ?? title
    }

    static func steps(of route: Route) -> Subject {
        (route.view ?? .app) == .app ? route.app.map { .app($0) } ?? .everything : .everything
    }

    var titles: [String] {
        state.route.chart.map { ["\($0.titleWithoutStorefront) in all countries", $0.titleWithoutStorefront] } ?? []
    }
    var sortChoices: [SortChoice] { report?.sortChoices ?? [] }

    var rowCount: Int { report?.rows.count ?? 0 }
    /// The row of the route's chart if it's shown, otherwise the previous position.
    var selection: Int {
        state.route.chart.flatMap { report?.row(of: $0) } ?? position
    }
    func app(at row: Int) -> AppID? { report?.app(at: row) }
    func select(_ row: Int, in route: inout Route) {
        route.selection = row
        route.chart = report?.rows[row].chart
    }

    func open(in state: inout DashboardState) {
        guard let report, rowCount > 0 else { return }
        let row = report.rows[selection]
        state.route.chart = row.chart
        state.open(row.chart, selecting: row.app)
    }

    var cards: [FigureCard] { report?.cards(at: selection) ?? [] }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? { report.flatMap { $0.all.isEmpty ? nil : $0 } }

    var fileNameParts: [String] {
        let app = view == .leaders ? nil : state.route.app?.text
        let chart = state.route.chart
        return [app, chart?.kind.slug, chart?.genre?.id].compactMap { $0 }
    }

    // MARK: Drawing

    func draw(in body: Region, on frame: inout Frame) {
        guard let report, !report.all.isEmpty else {
            return DashboardState.drawEmpty(
                ["No charts", "Poll one with launchtop watch SOURCE, or open saved ones with launchtop replay FOLDER"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let (head, list, heat, lines, status) = regions(in: body)
        drawHead(report, in: head, on: &frame)
        report.draw(
            report.columns(sparkColumns: heat.isEmpty && report.hasWeek ? (list.width >= 70 ? 21 : 14) : 0),
            in: list,
            selection: selection,
            first: state.route.firstRow,
            theme: theme,
            on: &frame
        )
        if rowCount == 0 {
            frame.write("no country matches \"\(state.route.filter)\"", in: list.row(1), style: theme.faint)
        }
        let columns = heat.isEmpty ? nil : drawHeat(report, selection: selection, in: heat, on: &frame)
        if !lines.isEmpty { drawLines(report, selection: selection, in: lines, on: &frame) }
        drawStatus(report, columns: columns, in: status, on: &frame)
    }

    var visibleRows: Int { max(1, regions(in: state.body).list.height - 1) }

    /// Returns the regions of the page. The heat table needs a wide screen; the rank lines below the table need a tall
    /// one.
    private func regions(
        in body: Region
    ) -> (head: Region, list: Region, heat: Region, lines: Region, status: Region) {
        let (head, rest) = body.inset(left: 1, right: 1).splitTop(1)
        let (main, status) = rest.splitBottom(1)
        let needed = max(3, rowCount) + 1
        let hasLines = main.height - needed >= Self.minimumLines
        let (table, below) = main.splitTop(hasLines ? needed : main.height)
        let isWide = body.width >= 120
        let listWidth = isWide ? (report?.view == .app ? 50 : body.width < 160 ? 62 : 80) : table.width
        let (list, heat) = table.splitLeft(listWidth, gap: 2)
        return (head, list, isWide ? heat : heat.splitTop(0).top, below, status)
    }

    /// The minimum number of rows for rank lines, including a blank row above.
    private static let minimumLines = 9

    /// Draws the rank lines of the selected row's app in the selected country and in up to six other countries where
    /// the app was ever ranked.
    private func drawLines(_ report: CountriesReport, selection: Int, in region: Region, on frame: inout Frame) {
        guard let app = report.app(at: selection) else { return }
        let selected = report.rows[selection].chart
        // The lines need only one chart's report; reading all charts would be slow.
        guard
            let ranks = AppReport(
                of: app,
                in: report.ledger,
                asOf: report.instant,
                zone: state.zone,
                only: selected,
                launch: state.launch
            )
        else { return }
        let others = report.rows.lazy.map(\.chart).filter { chart in
            chart != selected && report.ledger.wasListed(app, in: chart, asOf: report.instant)
        }
        let inner =
            state.size.columns < Panel.pageSize.columns
            ? region.inset(top: 1)
            : Panel(title: ranks.name, summary: ranks.rankText(in: selected), isFocused: state.focus == .chart)
                .draw(in: region, theme: theme, on: &frame)
        RankPanel(report: ranks, charts: [selected] + others.prefix(6), state: state, theme: theme)
            .draw(in: inner, showsAxis: true, on: &frame)
    }

    /// Draws the subject, its chart, and the summary if it fits; otherwise, the status line shows the summary.
    private func drawHead(_ report: CountriesReport, in head: Region, on frame: inout Frame) {
        let pieces = headPieces(report)
        let summary = StyledText("  \(report.summary)", theme.faint)
        frame.write(pieces.width + displayWidth(summary.text) <= head.width ? pieces + [summary] : pieces, in: head)
    }

    private func headPieces(_ report: CountriesReport) -> [StyledText] {
        let subject = report.app.map { report.ledger.name(of: $0, asOf: report.instant) } ?? "leaders"
        return [StyledText(subject, theme.heading), StyledText("  \(report.chartTitle)", theme.text)]
    }

    /// Draws the status line: filter, order, summary and the legend of the heat table.
    private func drawStatus(_ report: CountriesReport, columns: HeatColumns?, in line: Region, on frame: inout Frame) {
        let filter = state.route.filter
        let sort = state.route.sort
        let fits = headPieces(report).width + 2 + displayWidth(report.summary) <= line.width
        let facts = [filter.isEmpty ? nil : "\(report.rows.count) match \"\(filter)\"", sort.map(\.text)]
            .compactMap { $0 }
        // The legend is needed to read the heat table, so it's shortened rather than left out.
        let legends = columns.map { columns in
            let title = report.view == .leaders ? "current leader's rank" : "rank"
            let symbols = "\(Symbol.notRanked) not ranked, \(Symbol.noData) no data"
            return [
                "\(title) at the end of each \(columns.length): \(symbols)",
                "rank after each \(columns.length): \(symbols)",
                symbols,
            ]
        }
        // The summary names fewer leaders before the legend is shortened to its symbols.
        let lines = (legends ?? [""]).flatMap { legend in
            (fits ? [""] : report.summaries).map { summary in
                (facts + [summary, legend]).filter { !$0.isEmpty }.joined(separator: "  ")
            }
        }
        let text = lines.first { displayWidth($0) <= line.width } ?? lines.last ?? ""
        let others = report.otherCharts.map { "\($0) (:chart)" }
        frame.write(Phrases.fitting([text, others].compactMap { $0 }, width: line.width), in: line, style: theme.faint)
    }

    // MARK: Ranks over time

    private var ramp: HeatRamp { theme.hasColor ? .blueToYellow : .shades }

    /// The minimum width of a cell: three digits and a space, plus a column for the shade if there are no colors.
    private var minimumCell: Int { theme.hasColor ? 4 : 5 }
    /// The maximum width of a cell. Cells are this wide if there are few columns on a wide screen.
    private static let maximumCell = 8

    /// Draws the heat table for the visible rows of the list.
    ///
    /// - Returns: The heat table's columns; `nil` if the table is empty.
    private func drawHeat(
        _ report: CountriesReport,
        selection: Int,
        in region: Region,
        on frame: inout Frame
    ) -> HeatColumns? {
        let columns = HeatColumns(
            window: state.chartWindow,
            upTo: report.instant,
            maximum: region.width / minimumCell,
            minimum: RankHistory.usualInterval(
                of: report.ledger.rankings[state.route.chart ?? report.chart],
                asOf: report.instant
            )
        )
        let cellWidth = max(minimumCell, min(Self.maximumCell, region.width / max(1, columns.intervals.count)))
        let height = region.height - 1
        let window = RowWindow(
            selection: selection,
            count: report.rows.count,
            height: height,
            first: state.route.firstRow
        )
        guard !columns.intervals.isEmpty, !window.rows.isEmpty else { return nil }
        HeatTable(
            titles: columns.intervals.map { _ in "" },
            rows: report.rows[window.rows].map {
                HeatTable.Row(label: "", cells: report.heatCells(of: $0, in: columns))
            },
            cellWidth: cellWidth,
            ramp: ramp,
            faintStyle: theme.faint
        )
        .draw(in: region, gutter: 0, on: &frame)
        drawDates(of: columns, cellWidth: cellWidth, in: region.row(0), on: &frame)
        for (offset, row) in window.rows.enumerated() {
            frame.clickTargets.append(ClickTarget(region.row(offset + 1), .row(row)))
        }
        return columns
    }

    /// Draws the column titles: days first, and clock times if there is room between them.
    private func drawDates(of columns: HeatColumns, cellWidth: Int, in line: Region, on frame: inout Frame) {
        let starts = columns.intervals.map { columns.start($0) }
        let hasWholeDays = columns.step >= Day.secondsPerDay
        let days = starts.map { hasWholeDays ? $0.day : state.zone.local($0).day }
        var free = Array(repeating: true, count: line.width)
        func write(_ label: String, at index: Int) {
            let x = index * cellWidth
            let end = x + displayWidth(label)
            guard end <= line.width, free[max(0, x - 1)..<min(line.width, end + 1)].allSatisfy({ $0 }) else { return }
            for position in x..<end { free[position] = false }
            frame.write(label, in: line.splitLeft(x).rest, style: theme.faint)
        }
        for index in starts.indices where hasWholeDays || index == 0 || days[index] != days[index - 1] {
            write(
                columns.step >= 28 * Day.secondsPerDay ? TimeFormat.month(days[index]) : TimeFormat.short(days[index]),
                at: index
            )
        }
        guard !hasWholeDays else { return }
        for index in starts.indices { write(TimeFormat.clock(starts[index], in: state.zone), at: index) }
    }
}
