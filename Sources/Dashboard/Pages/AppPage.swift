import Canvas
import Growth
import History
import Market

/// One app as of the cursor: ranks, downloads a day, milestones, and what sources say beside them.
struct AppPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard let app = state.place.app, let report = AppReport(of: app, in: state.ledger, asOf: state.instant) else {
            return DashboardState.drawEmpty(
                ["No app is selected", "1 opens the charts, 4 the launches; Enter on a row opens its app"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let (head, rest) = body.inset(left: 1, right: 1).splitTop(1)
        drawHead(report, in: head, on: &frame)
        if body.width >= 120 {
            let (left, right) = rest.splitLeft(rest.width * 62 / 100, gap: 2)
            drawCharts(report, in: left, on: &frame)
            AppFacts(report: report, selection: state.selection(of: report.charts.count), theme: theme).draw(
                in: right,
                on: &frame
            )
        } else {
            let facts = max(4, min(8, rest.height / 4))
            let (top, bottom) = rest.splitBottom(facts)
            drawCharts(report, in: top, on: &frame)
            AppFacts(report: report, selection: state.selection(of: report.charts.count), theme: theme).drawShort(
                in: bottom,
                on: &frame
            )
        }
    }

    private func drawHead(_ report: AppReport, in head: Region, on frame: inout Frame) {
        let now = report.charts.first.map { "   \(report.rankSentence(in: $0))" } ?? "   not seen on a chart yet"
        frame.write(
            [
                Piece(report.name, theme.heading),
                Piece(report.developer.map { "  \($0)" } ?? "", theme.faint),
                Piece("  id \(report.app.text)", theme.faint),
                Piece(now, theme.text),
            ],
            in: head
        )
    }

    private func drawCharts(_ report: AppReport, in region: Region, on frame: inout Frame) {
        let window = state.place.playhead.window
        var charts = report.charts
        if !charts.isEmpty { charts.insert(charts.remove(at: state.selection(of: charts.count)), at: 0) }
        let panel = RankPanel(report: report, charts: charts, window: window, theme: theme)
        guard let curve = report.curve else { return panel.draw(in: region, showsAxis: true, on: &frame) }
        let (ranks, downloads) = region.splitTop(region.height * 45 / 100)
        panel.draw(in: ranks, showsAxis: false, on: &frame)
        DownloadsPanel(report: report, curve: curve, window: window, theme: theme).draw(in: downloads, on: &frame)
    }
}
