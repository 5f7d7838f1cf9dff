import Canvas
import History
import Market

/// One chart as of the cursor; on wide screens the selected app's ranks beside it.
struct ChartsPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard let chart = state.route.chart else {
            let waiting = state.data.sources.map { $0.error ?? "waiting for \($0.source)" }
            return DashboardState.drawEmpty(
                ["No chart yet"] + (waiting.isEmpty ? ["4 opens the library of launches, q quits"] : waiting),
                in: body,
                theme: theme,
                on: &frame
            )
        }
        guard let report = state.chartReport else {
            return DashboardState.drawEmpty(
                ["Nothing was seen of this chart until now", ". steps to the next snapshot, End goes to the last"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let isWide = body.width >= 120 && state.route.maximised != 0
        let listWidth = isWide ? max(78, body.width * 58 / 100) : body.width
        let (list, beside) = body.splitLeft(listWidth, gap: 2)
        let isAlone = isWide && state.route.maximised == 1
        let detail = isAlone ? body.inset(left: 1) : beside
        let movement = ChartMovement(of: report.table, in: state.ledger)
        if !isAlone {
            let area = list.inset(left: 1, right: isWide ? 0 : 1)
            drawList(report, hasDetail: isWide, in: area, isWide ? nil : movement?.words, on: &frame)
        }
        if isWide, let app = report.app(at: state.selection(in: report)) {
            let (pane, foot) = detail.inset(right: 1).splitBottom(1)
            drawDetail(of: app, chart: chart, in: pane, on: &frame)
            if let movement { drawFoot(movement, in: foot, on: &frame) }
        }
    }

    /// How the chart as a whole moved, the fullest that fits.
    private func drawFoot(_ movement: ChartMovement, in foot: Region, on frame: inout Frame) {
        let forms = [movement.sentence, movement.words]
        let words = forms.first { displayWidth($0) <= foot.width } ?? movement.words
        frame.write(words, in: foot, style: theme.faint)
    }

    /// - Parameter movement: how the chart as a whole moved, told where there is room for all of it.
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
            report.words(row: row, sparkColumns: sparkColumns, theme: theme)
        }
        if report.rowCount == 0 {
            frame.write("no app matches “\(state.route.filter)”", in: table.row(2), style: theme.faint)
        }
        let matches = state.route.filter.isEmpty ? nil : "\(report.rowCount) match “\(state.route.filter)”"
        let sorted = state.route.sort.map { "by \($0.column.rawValue)\($0.isReversed ? ", turned round" : "")" }
        let told = [matches, sorted, report.observedSentence, report.droppedSentence]
        var words = told.compactMap { $0 }.joined(separator: " · ")
        for more in [report.movedSentence, movement].compactMap({ $0 })
        where displayWidth(words + more) + 3 <= status.width { words += " · \(more)" }
        frame.write(words, in: status, style: theme.faint)
    }

    private func drawDetail(of app: AppID, chart: Chart, in region: Region, on frame: inout Frame) {
        guard let report = state.report(of: app) else { return }
        let (head, rest) = region.splitTop(3)
        frame.write(report.name, in: head.row(0), style: theme.heading)
        let maker = report.developer.map { "\($0) · " } ?? ""
        frame.write("\(maker)id \(app.text)", in: head.row(1), style: theme.faint)
        let charts = [chart] + report.charts.filter { $0 != chart && $0.kind == chart.kind && $0.genre == chart.genre }
        let panel = RankPanel(report: report, charts: charts, state: state, theme: theme)
        let (plot, list) = rest.splitTop(min(rest.height * 3 / 5, 26))
        panel.draw(in: plot, showsAxis: true, on: &frame)
        let room = max(0, list.height - 1)
        let ranks = charts.prefix(room).map { report.rankSentence(in: $0) }
        let milestones = report.milestones.prefix(room - ranks.count).map { milestone in
            report.words(of: milestone, theme: theme).map(\.text).joined(separator: " ")
        }
        let rows = (ranks + milestones).flatMap { TextWrapping.lines($0, width: list.width) }
        for (row, line) in rows.prefix(room).enumerated() {
            frame.write(line, in: list.row(row + 1), style: theme.text)
        }
    }
}
