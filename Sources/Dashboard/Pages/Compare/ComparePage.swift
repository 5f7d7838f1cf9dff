import Canvas
import Growth
import History
import Market

extension PageID {
    public static let compare = PageID("compare")
}

/// Launches aligned at day 0 or another origin: curves, a table by age, and a summary.
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

    /// Minimum rows of the curves, including the axis.
    private static let minimumPlot = 7
    /// Minimum rows of the curves before the summary shows more than the comparison of totals.
    private static let usualPlot = 9

    func draw(in body: Region, on frame: inout Frame) {
        guard let report else { return drawEmpty(in: body, on: &frame) }
        let focus = state.comparedFocus(in: report)
        let area = body.inset(left: 1, right: 1)
        let curves = state.compareCurves(of: report, theme: theme)
        let (head, main) = area.splitTop(1)
        drawHead(report, curves, in: head, on: &frame)
        let table = report.table(theme: theme, focus: focus, view: curves.view)
        let summary = CompareSummary(report, curves, theme: theme)
        let (lead, rest) = main.splitTop(min(main.height, summary.leadHeight(on: area)))
        summary.drawLeads(on: area, in: lead, frame: &frame)
        switch state.route.zoomedPanel {
        case 0: draw(curves, in: rest, on: &frame)
        case 1: draw(table, summary, focus: focus, in: rest, on: &frame)
        default:
            let rows = table.owners.count + 1
            let wanted = rows + 1 + summary.height(width: rest.width)
            let minimum = rows + summary.minimumHeight(width: rest.width)
            let usual = min(rows + summary.usualHeight(width: rest.width), rest.height - Self.usualPlot)
            let share = rest.height * (rest.height < 24 ? 50 : 40) / 100
            let below = min(min(wanted, max(minimum, usual, share)), max(0, rest.height - Self.minimumPlot))
            let (top, bottom) = rest.splitTop(curves.evenHeight(upTo: rest.height - below))
            draw(curves, in: top, on: &frame)
            draw(table, summary, focus: focus, in: bottom, on: &frame)
        }
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

    /// Draws the measure, origin, axis, ages and views.
    private func drawHead(_ report: CompareReport, _ curves: CompareCurves, in head: Region, on frame: inout Frame) {
        let title: String =
            switch curves.view {
            case .rank: report.chart.map { "ranks in \($0.shortTitle)" } ?? "no ranks"
            case .daily: curves.measure.map { "\(CompareReport.label($0)), daily" } ?? "no totals"
            default: curves.measure.map { "\(CompareReport.label($0)), total" } ?? "no totals"
            }
        let axis = curves.isLogarithmic ? "log" : "linear"
        var pieces = [
            StyledText(title, theme.heading), StyledText("  since \(report.alignment.label), \(axis)   ", theme.faint),
        ]
        if let age = state.comparedAge(in: report) {
            pieces.append(StyledText("at \(CompareReport.text(age: age))   ", theme.accent))
        }
        if state.route.ages != nil {
            pieces.append(StyledText("\(CompareReport.text(ages: curves.window.shown))   ", theme.accent))
        }
        let key = state.commands.label(.view)
        let views = Self.views.flatMap { view in
            [StyledText(view.label, view == curves.view ? theme.accent : theme.faint), StyledText("  ")]
        }
        let used = (pieces + views).reduce(displayWidth(key) + 1) { $0 + displayWidth($1.text) }
        // The title names the view, so the list of views can be dropped.
        let isRoom = used - 2 <= head.width
        frame.write(pieces + (isRoom ? [StyledText("\(key) ", theme.faint)] + views : []), in: head)
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

    /// Dims what happened at ages that the first launch hasn't reached at the cursor.
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
