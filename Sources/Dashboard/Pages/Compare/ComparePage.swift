import Canvas
import Growth
import History
import Market

extension PageID {
    public static let compare = PageID("compare")
}

/// The Compare page: launches aligned at day 0 or another origin, with curves, a table by age, and a summary.
struct ComparePage: Page {
    static let id = PageID.compare
    static let title = "Compare"
    static let summary = "launches side by side"
    static let argument: CommandArgument? = .launches
    static let commands: Set<Command> = [.view, .align, .band, .mark, .zoomPanel, .logarithmic]
    static let views: [PageView] = [.total, .daily, .rank]

    let state: DashboardState
    let theme: Theme
    /// The comparison; `nil` if there is no data about any of the items.
    let report: CompareReport?

    init(_ state: DashboardState, theme: Theme) {
        self.state = state
        self.theme = theme
        report = state.compareReport
    }

    static func show(_ argument: String, in state: inout DashboardState) { state.compare(argument) }

    static func perform(_ command: Command, _ argument: String, in state: inout DashboardState) -> Bool {
        switch command {
        case .pageUp: state.scrollSummary(by: -1)
        case .pageDown: state.scrollSummary(by: 1)
        case .align: argument.isEmpty ? state.chooseOrigin() : state.align(at: argument)
        case .band: state.toggleBand()
        case .mark: state.removeCompared()
        default: return state.performOnAges(command)
        }
        return true
    }

    /// Returns the start of the first launch, which the others are compared with.
    static func launchStart(in state: DashboardState) -> LaunchStart? {
        switch state.route.compared.first {
        case .launch(let id): state.library.launch(id: id).map { LaunchStart(on: $0.day0) }
        case .app(let app): state.launchStart(of: app)
        case nil: nil
        }
    }

    var titles: [String] { ["comparing \(state.route.compared.count)"] }
    var view: PageView? { state.route.view ?? report?.openingView ?? Self.views.first }
    var panels: [String] { ["curves", "table"] }
    var hasLinearAxis: Bool { view != .rank }
    var hasCrosshair: Bool { true }
    var crosshairRange: ClosedRange<Int64> {
        report.map { state.compareCurves(of: $0, theme: theme).window.shown } ?? 0...Day.secondsPerDay
    }
    var crosshairIsTime: Bool { false }

    var rowCount: Int { state.route.compared.count }
    var visibleRows: Int { max(1, rowCount) }
    func app(at row: Int) -> AppID? {
        guard state.route.compared.indices.contains(row) else { return nil }
        switch state.route.compared[row] {
        case .launch(let id): return state.library.launch(id: id)?.app
        case .app(let app): return app
        }
    }

    var cards: [FigureCard] { report.map { state.compareCards(of: $0) } ?? [] }
    var creditedCards: [FigureCard] { report.map { state.creditedCards(of: $0) } ?? [] }

    func exported(_ options: ExportOptions) -> (any ExportedReport)? {
        report.map { report in
            CompareExport(
                report: report,
                view: state.route.view ?? report.openingView,
                ages: options.isWhole ? nil : state.route.ages
            )
        }
    }

    var fileNameParts: [String] { state.route.compared.map { state.name(of: $0) } }

    // MARK: Drawing

    /// The minimum number of rows for the curves, including the axis.
    private static let minimumPlot = 7
    /// The minimum number of rows for the curves if the summary shows more than a hint below the table.
    private static let usualPlot = 9

    func draw(in body: Region, on frame: inout Frame) {
        guard let report else { return drawEmpty(in: body, on: &frame) }
        let focus = state.comparedFocus(in: report)
        let curves = state.compareCurves(of: report, theme: theme)
        let isFramed = Panel.fit(in: body)
        let area = body.inset(left: 1, right: 1)
        var main = area
        if !isFramed {
            let (head, rest) = area.splitTop(1)
            drawHead(report, curves, in: head, on: &frame)
            main = rest
        }
        let table = report.table(theme: theme, focus: focus, view: curves.view)
        let summary = CompareSummary(report, curves, theme: theme)
        let (lead, below) = main.splitTop(min(main.height, summary.leadHeight(on: area)))
        summary.drawLeads(on: area, in: lead, frame: &frame)
        // The panels use the whole width.
        let rest = isFramed ? Region(x: body.x, y: below.y, width: body.width, height: below.height) : below
        switch state.route.zoomedPanel {
        case 0: draw(curves, in: curvesPanel(report, curves, in: rest, on: &frame), on: &frame)
        case 1: draw(table, summary, focus: focus, in: tablePanel(in: rest, on: &frame), on: &frame)
        default:
            let border = isFramed ? Panel.borderRows : 0
            let width = rest.width - (isFramed ? Panel.borderColumns : 0)
            let height = rest.height - 2 * border
            let rows = table.owners.count + 1
            let wanted = rows + 1 + summary.height(width: width)
            let minimum = rows + summary.minimumHeight(width: width)
            let usual = min(rows + summary.usualHeight(width: width), height - Self.usualPlot)
            let share = height * (height < 24 ? 50 : 40) / 100
            let below = min(min(wanted, max(minimum, usual, share)), max(0, height - Self.minimumPlot))
            let (top, bottom) = rest.splitTop(curves.evenHeight(upTo: height - below) + border)
            draw(curves, in: curvesPanel(report, curves, in: top, on: &frame), on: &frame)
            draw(table, summary, focus: focus, in: tablePanel(in: bottom, on: &frame), on: &frame)
        }
    }

    /// Draws the border around the curves on a large page.
    ///
    /// - Returns: The region inside the border; the whole region on a small page.
    private func curvesPanel(
        _ report: CompareReport,
        _ curves: CompareCurves,
        in region: Region,
        on frame: inout Frame
    ) -> Region {
        guard Panel.fit(in: state.body) else { return region }
        let (title, facts) = headTexts(report, curves)
        let views = Self.views.map { $0 == curves.view ? "[\($0.label)]" : $0.label }.joined(separator: " ")
        return Panel(
            title: title,
            detail: facts.joined(separator: "  "),
            summary: "\(state.commands.label(.view)) \(views)",
            isFocused: state.focus == .chart
        )
        .draw(in: region, theme: theme, on: &frame)
    }

    /// Draws the border around the table and the notes on a large page.
    ///
    /// - Returns: The region inside the border; the whole region on a small page.
    private func tablePanel(in region: Region, on frame: inout Frame) -> Region {
        guard Panel.fit(in: state.body) else { return region }
        return Panel(title: "Launches", isFocused: state.focus == .list).draw(in: region, theme: theme, on: &frame)
    }

    private func drawEmpty(in body: Region, on frame: inout Frame) {
        let mark = state.commands.label(.mark)
        let isNamed = !state.route.compared.isEmpty
        let names = state.route.compared.map { state.name(of: $0) }.joined(separator: ", ")
        DashboardState.drawEmpty(
            isNamed
                ? ["No data for \(names)", "try  :compare sora chatgpt"]
                : [
                    "No launches to compare",
                    "press \(mark) to mark the selected launch, or type  :compare sora chatgpt",
                ],
            in: body,
            theme: theme,
            on: &frame
        )
    }

    /// Returns the measure, followed by origin and axis, the age at the cursor, and the ages shown if they are limited.
    private func headTexts(_ report: CompareReport, _ curves: CompareCurves) -> (title: String, facts: [String]) {
        let title: String =
            switch curves.view {
            case .rank: report.chart.map { "ranks in \($0.shortTitle)" } ?? "no ranks"
            case .daily: curves.measure.map { "\(CompareReport.label($0)), daily" } ?? "no totals"
            default: curves.measure.map { "\(CompareReport.label($0)), total" } ?? "no totals"
            }
        let axis = "since \(report.alignment.label), \(curves.isLogarithmic ? "log" : "linear")"
        let age = state.comparedAge(in: report).map { "at \(CompareReport.text(age: $0))" }
        let ages = state.route.ages.map { _ in CompareReport.text(ages: curves.window.shown) }
        return (title, [axis, age, ages].compactMap { $0 })
    }

    /// Draws the heading: measure, origin, axis, ages and views.
    private func drawHead(_ report: CompareReport, _ curves: CompareCurves, in head: Region, on frame: inout Frame) {
        let (title, facts) = headTexts(report, curves)
        let pieces =
            [StyledText(title, theme.heading)]
            + facts.enumerated().map { index, fact in
                StyledText("  \(fact)", index == 0 ? theme.faint : theme.accent)
            }
        let views = Self.views.map { StyledText("  \($0.label)", $0 == curves.view ? theme.accent : theme.faint) }
        let key = StyledText("   \(state.commands.label(.view))", theme.faint)
        // The title names the view, so the list of views can be dropped.
        let all = pieces + [key] + views
        frame.write(all.width <= head.width ? all : pieces, in: head)
    }

    private func draw(_ curves: CompareCurves, in region: Region, on frame: inout Frame) {
        if let nothing = curves.nothing {
            return DashboardState.drawEmpty(nothing, in: region, theme: theme, on: &frame)
        }
        let (plot, labels) = region.splitBottom(1)
        let endGutter = Self.endGutter(width: region.width)
        var chart = curves.lineChart(columns: plot.width - RankPanel.gutter - endGutter, room: endGutter - 8)
        chart.crosshair = state.crosshair
        chart.draw(in: plot, gutter: RankPanel.gutter, endGutter: endGutter, on: &frame)
        dimFuture(in: plot.inset(left: RankPanel.gutter, right: endGutter), axis: chart.axis, on: &frame)
        let axis = labels.inset(left: RankPanel.gutter, right: endGutter)
        let ticks = AgeTicks.ticks(over: curves.window.shown, width: axis.width)
        chart.axis.draw(ticks: ticks, in: axis, on: &frame, style: theme.faint)
        guard let crosshair = state.crosshair else { return }
        let line = plot.row(0).inset(left: RankPanel.gutter)
        frame.clear(line)
        let used = frame.write([StyledText("\(CompareReport.text(age: crosshair))  ", theme.accent)], in: line)
        if curves.view == .total {
            frame.write(curves.readings(at: crosshair), in: line.splitLeft(used).rest)
        } else {
            chart.drawReadings(in: line.splitLeft(used).rest, on: &frame)
        }
    }

    /// Dims the curves after the first launch's age at the cursor.
    private func dimFuture(in plot: Region, axis: TimeAxis, on frame: inout Frame) {
        guard let age = report.flatMap({ state.comparedAge(in: $0) }) else { return }
        let reached = axis.unit(of: age, in: plot.width) + 1
        guard reached < plot.width else { return }
        frame.restyle(plot.inset(left: max(0, reached))) { $0 = theme.faint }
    }

    /// Returns the width of the right gutter. Launch names need more columns than country names.
    private static func endGutter(width: Int) -> Int { width >= 100 ? 24 : width >= 60 ? 17 : 9 }

    private func draw(
        _ table: CompareReport.Table,
        _ summary: CompareSummary,
        focus: Int,
        in region: Region,
        on frame: inout Frame
    ) {
        // A long table scrolls around the focus, so that the summary stays visible. If the table is zoomed, there is
        // room for each line of the summary.
        let isAlone = state.route.zoomedPanel == 1
        let kept = isAlone ? summary.fullHeight(width: region.width) : summary.minimumHeight(width: region.width)
        let height = min(table.owners.count + 1, max(2, region.height - kept))
        let (top, rest) = region.splitTop(min(region.height, height))
        let before = frame.clickTargets.count
        let row = table.owners.firstIndex(of: focus) ?? 0
        let marks = state.rowMarks
        let symbols = table.owners.enumerated().map { position, owner -> RowSymbols? in
            guard table.owners.firstIndex(of: owner) == position, let compared = report?.launches[owner] else {
                return nil
            }
            return marks.symbols(of: compared.app, launch: compared.launch?.id)
        }
        table.content.withSymbols(symbols, theme: theme).draw(in: top, selection: row, theme: theme, on: &frame)
        for index in before..<frame.clickTargets.count {
            guard case .row(let row) = frame.clickTargets[index].kind else { continue }
            frame.clickTargets[index].kind = .row(table.owners[row])
        }
        summary.draw(from: state.route.firstRow, in: rest, commands: state.commands, on: &frame)
    }
}
