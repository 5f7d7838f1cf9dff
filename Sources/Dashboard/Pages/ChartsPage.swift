import Canvas
import History
import Market

/// One chart as of the cursor; on wide screens with the selected app's ranks next to it.
struct ChartsPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard let chart = state.route.chart else {
            let waiting = state.data.sources.map { $0.error ?? "waiting for \($0.source)" }
            return DashboardState.drawEmpty(
                ["No charts yet"] + (waiting.isEmpty ? ["4 launches, q quit"] : waiting),
                in: body,
                theme: theme,
                on: &frame
            )
        }
        guard let report = state.chartReport else {
            return DashboardState.drawEmpty(
                ["No snapshots of this chart up to this time", ". next snapshot, End latest"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let isWide = body.width >= 120 && state.route.zoomedPanel != 0
        let listWidth = isWide ? max(78, body.width * 58 / 100) : body.width
        let (list, side) = body.splitLeft(listWidth, gap: 2)
        let isAlone = isWide && state.route.zoomedPanel == 1
        let detail = isAlone ? body.inset(left: 1) : side
        let movement = ChartMovement(of: report.table, in: state.ledger)
        if !isAlone {
            let area = list.inset(left: 1, right: isWide ? 0 : 1)
            drawList(report, hasDetail: isWide, in: area, isWide ? nil : movement?.summary, on: &frame)
        }
        if isWide, let app = report.app(at: state.selection(in: report)) {
            let (pane, foot) = detail.inset(right: 1).splitBottom(1)
            drawDetail(of: app, chart: chart, in: pane, on: &frame)
            if let movement { drawFoot(movement, in: foot, on: &frame) }
        }
    }

    /// Draws the movement of the whole chart, in the longest form that fits.
    private func drawFoot(_ movement: ChartMovement, in foot: Region, on frame: inout Frame) {
        let text = displayWidth(movement.details) <= foot.width ? movement.details : movement.summary
        frame.write(text, in: foot, style: theme.faint)
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
        let sparkColumns = report.sparkColumns(width: list.width, hasDetail: hasDetail)
        Table(
            columns: report.columns(sparkColumns: sparkColumns, hasDetail: hasDetail),
            count: report.rowCount,
            nameColumn: 2,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        .draw(in: table, selection: state.selection(in: report), first: state.route.firstRow, on: &frame) { row in
            report.cells(row: row, sparkColumns: sparkColumns, theme: theme)
        }
        if report.rowCount == 0 {
            frame.write("no app matches \"\(state.route.filter)\"", in: table.row(2), style: theme.faint)
        }
        let matches = state.route.filter.isEmpty ? nil : "\(report.rowCount) match \"\(state.route.filter)\""
        let sorted = state.route.sort.map { "by \($0.column.rawValue)\($0.isReversed ? ", reversed" : "")" }
        let comparable = report.table.comparedTo == nil ? "no earlier snapshot" : nil
        let facts = [matches, sorted, report.snapshotText, report.droppedText, comparable]
        var text = facts.compactMap { $0 }.joined(separator: "  ")
        for more in [report.movedText, movement].compactMap({ $0 })
        where displayWidth(text + more) + 2 <= status.width { text += "  \(more)" }
        frame.write(text, in: status, style: theme.faint)
    }

    private func drawDetail(of app: AppID, chart: Chart, in region: Region, on frame: inout Frame) {
        guard let report = state.report(of: app) else { return }
        let (head, rest) = region.splitTop(3)
        frame.write(report.name, in: head.row(0), style: theme.heading)
        let developer = report.developer.map { "\($0), " } ?? ""
        frame.write("\(developer)id \(app.text)", in: head.row(1), style: theme.faint)
        let charts = [chart] + report.charts.filter { $0 != chart && $0.kind == chart.kind && $0.genre == chart.genre }
        let panel = RankPanel(report: report, charts: charts, state: state, theme: theme)
        let (plot, list) = rest.splitTop(min(rest.height * 3 / 5, 26))
        panel.draw(in: plot, showsAxis: true, on: &frame)
        let room = max(0, list.height - 1)
        let ranks = charts.prefix(room).map { report.rankText(in: $0) }
        let milestones = report.milestones.prefix(room - ranks.count).map { milestone in
            report.cells(of: milestone, theme: theme).map(\.text).joined(separator: " ")
        }
        let rows = (ranks + milestones).flatMap { TextWrapping.lines($0, width: list.width) }
        for (row, line) in rows.prefix(room).enumerated() {
            frame.write(line, in: list.row(row + 1), style: theme.text)
        }
    }
}
