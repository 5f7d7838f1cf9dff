import Canvas
import Growth
import History
import Market

extension PageID {
    public static let milestones = PageID("milestones")
}

/// The Milestones page: totals in large digits with their next milestones, and the milestones reached below.
struct MilestonesPage: Page {
    static let id = PageID.milestones
    static let title = "Milestones"
    static let summary = "totals and time to the next milestone"
    static let commands = Command.list.union([.mark, .watchlist])

    let state: DashboardState
    let theme: Theme
    let report: MilestonesReport

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.milestonesReport
    }

    static func show(_ argument: String, in state: inout DashboardState) {
        let isEmpty = state.data.charts.isEmpty && state.data.counters.isEmpty
        let isOfLibrary = state.route.isOfLibrary || isEmpty
        // The app that the previous page was about stays selected.
        let isAboutApp = state.route.page == .myLaunch || state.route.page == .app
        let app = isAboutApp && !isOfLibrary ? state.page().selectedApp : nil
        state.show(id) { $0.showsLibrary = isOfLibrary }
        if let app { state.route.selectedApp = app }
    }

    var rowCount: Int { report.rows.count }
    /// The row of the selected app if it's shown, otherwise the previous position.
    var selection: Int {
        let route = state.route
        return route.selectedApp.flatMap { report.row(of: $0, near: route.selection) } ?? position
    }
    func select(_ row: Int, in route: inout Route) {
        route.selection = row
        route.selectedApp = app(at: row)
    }
    func app(at row: Int) -> AppID? { report.app(at: row) }
    var sortChoices: [SortChoice] { report.sortChoices }
    var cards: [FigureCard] { report.cards(at: selection) }
    var creditedCards: [FigureCard] {
        cards + report.rows.indices.filter { $0 != selection }.flatMap { report.totalCards(at: $0) }
    }
    func exported(_ options: ExportOptions) -> (any ExportedReport)? { report }

    // MARK: Drawing

    /// The number of rows per counter: name, digits, progress, and a blank row or the bottom border.
    private static let blockHeight = BigDigits.height + 3
    /// The minimum number of columns per counter. Up to three counters are shown side by side.
    static let blockWidth = 58
    /// The minimum number of rows for the milestones reached.
    private static let minimumReached = 7

    /// Whether counters and milestones are in panels.
    var isFramed: Bool { Panel.fit(in: state.body) }

    func draw(in body: Region, on frame: inout Frame) {
        guard !report.isEmpty else {
            return DashboardState.drawEmpty(emptyText, in: body, theme: theme, on: &frame)
        }
        let area = isFramed ? body : body.inset(left: 1, right: 1)
        guard !report.rows.isEmpty else {
            frame.write("no app matches \"\(state.route.filter)\"", in: area.row(0), style: theme.faint)
            return
        }
        let (whole, status) = area.splitBottom(1)
        let main = drawCharts(report, in: whole, on: &frame)
        let (across, height) = Self.counters(in: main, of: report.rows.count)
        let rowCount = (report.rows.count + across - 1) / across
        let (grid, below) = main.splitTop(height * Self.blockHeight)
        let first = state.route.firstRow / across
        let window = RowWindow(selection: selection / across, count: rowCount, height: height, first: first)
        for (line, row) in window.rows.enumerated() {
            for column in 0..<across where row * across + column < report.rows.count {
                let gap = isFramed ? 0 : 3
                let width = (grid.width - gap * (across - 1)) / across
                let block = Region(
                    x: grid.x + column * (width + gap),
                    y: grid.y + line * Self.blockHeight,
                    width: width,
                    height: min(Self.blockHeight, grid.height - line * Self.blockHeight)
                )
                draw(report.rows[row * across + column], index: row * across + column, selection, in: block, on: &frame)
            }
        }
        drawReached(report, in: below, on: &frame)
        drawStatus(
            report,
            selection: selection,
            hidden: report.rows.count - window.rows.count * across,
            in: isFramed ? status.inset(left: 1, right: 1) : status,
            on: &frame
        )
    }

    /// Returns how many of `count` counters fit side by side, and how many rows of counters fit.
    private static func counters(in main: Region, of count: Int) -> (across: Int, height: Int) {
        let across = max(1, min(3, count, main.width / blockWidth))
        let rowCount = (count + across - 1) / across
        return (across, min(rowCount, max(1, (main.height - minimumReached) / blockHeight)))
    }

    var visibleRows: Int {
        let main = (isFramed ? state.body : state.body.inset(left: 1, right: 1)).splitBottom(1).rest
        let (across, height) = Self.counters(in: main, of: rowCount)
        return max(1, min(rowCount, across * height))
    }

    private var emptyText: [String] {
        if state.route.isOfLibrary {
            return ["No totals at this time", "End: latest data"]
        }
        return [
            "The watchlist is empty",
            "To add an app, select it in charts or countries and press \(state.commands.label(.watchlist))",
            "To import your own apps' sales reports, run launchtop import REPORT",
            "\(state.commands.label(.library)), then \(state.commands.label(.milestones)): documented launches",
        ]
    }

    // MARK: Counters

    private func draw(
        _ counter: MilestoneCounter,
        index: Int,
        _ selection: Int,
        in block: Region,
        on frame: inout Frame
    ) {
        let isSelected = index == selection
        for row in 0..<block.height - 1 { frame.clickTargets.append(ClickTarget(block.row(row), .row(index))) }
        // In a panel, the cursor is next to the digits, not on the corner of the border.
        if isSelected {
            let inset = isFramed ? 1 : 0
            frame.cursor = Point(x: block.x + inset, y: block.y + inset)
        }
        let inner: Region
        if isFramed {
            let launch = state.route.isOfLibrary ? counter.launch?.id : nil
            let symbols = state.rowMarks.symbols(of: counter.app, launch: launch)
            inner = Panel(
                title: symbols.before(counter.conflicts.isEmpty ? counter.name : "\(Symbol.conflict) \(counter.name)"),
                detail: counter.figures.map { "\($0.subject) \($0.provenance)" } ?? "",
                isFocused: isSelected
            )
            .draw(in: block, theme: theme, on: &frame)
        } else {
            drawName(of: counter, isSelected: isSelected, in: block.row(0), on: &frame)
            inner = block.inset(left: 2 + RowSymbols.width, top: 1)
        }
        let (digits, rest) = inner.splitTop(BigDigits.height)
        guard let figures = counter.figures else { return drawRank(of: counter, in: inner, on: &frame) }
        let room = digits.width - max(18, displayWidth(figures.rates) + 3)
        let large =
            figures.largeTexts.first { BigDigits.width(of: $0) <= room }
            ?? figures.largeTexts[figures.largeTexts.count - 1]
        let used = BigDigits.draw(
            large,
            in: digits,
            style: figures.running == nil ? theme.heading : theme.bar,
            usesBlocks: theme.marks != .ascii,
            on: &frame
        )
        drawPace(of: figures, in: digits.splitLeft(used + 3).rest, on: &frame)
        drawProgress(figures, in: rest.row(0), on: &frame)
    }

    private func drawName(of counter: MilestoneCounter, isSelected: Bool, in line: Region, on frame: inout Frame) {
        let launch = state.route.isOfLibrary ? counter.launch?.id : nil
        let symbols = state.rowMarks.symbols(of: counter.app, launch: launch)
        let name = StyledText(counter.name, symbols.isEmpty ? theme.heading : theme.accent)
        frame.write(isSelected ? "▸" : " ", in: line, style: theme.accent)
        let (gutter, text) = line.inset(left: 1).splitLeft(RowSymbols.width, gap: 1)
        frame.write([theme.styled(symbols.cell)], in: gutter)
        let figures = counter.figures.map { " \($0.subject) \($0.provenance)" } ?? ""
        frame.write(
            [
                StyledText(counter.conflicts.isEmpty ? "" : "\(Symbol.conflict) ", theme.stale),
                isSelected ? StyledText(name.text, theme.selection.with(name.style.attributes)) : name,
                StyledText(figures, theme.faint),
            ],
            in: text
        )
    }

    /// Draws the pace, the days that it covers, and the recent daily counts, in one row each.
    private func drawPace(of figures: MilestoneCounter.Projection, in side: Region, on frame: inout Frame) {
        let lines = figures.paceLines
        let rates = displayWidth(figures.rates) <= side.width ? figures.rates : lines[0]
        // The sign of a derived figure is dimmed, so that the number stands out.
        let pieces = rates.split(separator: "=", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            (index == 0 ? [] : [StyledText(FigureKind.derived.mark, theme.faint)]) + [
                StyledText(String(part), theme.text)
            ]
        }
        frame.write(pieces, in: side.row(0))
        let bases = lines[2].isEmpty ? [] : figures.bases
        let basis = bases.first { displayWidth($0) <= side.width } ?? lines[2]
        frame.write(basis, in: side.row(1), style: theme.faint)
        guard let recent = figures.recent(asOf: state.instant), displayWidth(recent.text) <= side.width else { return }
        frame.write(recent.text, in: side.row(2), style: theme.bar)
    }

    /// Draws the progress to the next milestone and its expected date. The bar has at most 40 columns.
    private func drawProgress(_ figures: MilestoneCounter.Projection, in line: Region, on frame: inout Frame) {
        guard let outlook = figures.outlook else {
            frame.write(figures.goal, in: line, style: theme.milestone)
            return
        }
        let arrival = figures.arrival(asOf: state.instant, in: state.zone)
        let text = "\(figures.done) \(figures.goal)"
        let bar = ProgressBar(
            share: outlook.share ?? outlook.minimumShare...outlook.minimumShare,
            doneStyle: theme.bar,
            openStyle: theme.faint
        )
        let room = line.width - displayWidth(text) - displayWidth(arrival) - 3
        frame.write(
            (room >= 6 ? bar.pieces(columns: min(40, room)) + [StyledText(" ")] : [])
                + [
                    StyledText(text, theme.text),
                    StyledText("  \(arrival)", outlook.arrival == nil ? theme.faint : theme.milestone),
                ],
            in: line
        )
    }

    /// Draws an app that has only ranks: its best current rank and its charts.
    private func drawRank(of counter: MilestoneCounter, in region: Region, on frame: inout Frame) {
        let report = state.report(of: counter.app)
        let best = report.flatMap(state.bestRank)
        let absence = best == nil ? state.absence(of: counter.app) : nil
        let used = BigDigits.draw(
            best.map { "#\($0.value)" } ?? absence?.rank ?? Symbol.noData,
            in: region,
            style: theme.heading,
            usesBlocks: theme.marks != .ascii,
            on: &frame
        )
        let side = region.splitLeft(used + 2).rest
        let ranks = report.map { report in report.charts.prefix(2).map { report.rankText(in: $0) } } ?? []
        let facts = ranks.isEmpty ? absence?.facts ?? ["no chart data yet"] : ranks
        let lines = facts + ["no download data"]
        for (row, line) in lines.enumerated() {
            frame.write(line, in: side.row(row), style: row < lines.count - 1 ? theme.text : theme.faint)
        }
    }

    private func drawStatus(
        _ report: MilestonesReport,
        selection: Int,
        hidden: Int,
        in line: Region,
        on frame: inout Frame
    ) {
        let filter = state.route.filter
        // Without the range's method if there isn't enough room.
        let method = report.rows[selection].figures.map { "dates: \($0.method)" }
        let short = method.flatMap { text in text.firstRange(of: ";").map { String(text[..<$0.lowerBound]) } }
        let first = [
            filter.isEmpty ? nil : "\(report.rows.count) match \"\(filter)\"",
            state.route.sort?.text,
            hidden > 0 ? "\(hidden) more" : nil,
        ]
        .compactMap { $0 }
        let lines = [method, short].compactMap { $0 }.map { (first + [$0]).joined(separator: "  ") }
        let text = lines.first { displayWidth($0) <= line.width } ?? first.joined(separator: "  ")
        frame.write(text, in: line, style: theme.faint)
    }
}
