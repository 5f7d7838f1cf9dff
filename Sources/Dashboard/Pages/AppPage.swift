import Canvas
import Growth
import History
import Market

/// One app as of the cursor: ranks, daily downloads, milestones and other facts.
struct AppPage {
    let state: DashboardState
    let theme: Theme

    func draw(in body: Region, on frame: inout Frame) {
        guard let report = state.appReport else {
            return DashboardState.drawEmpty(
                ["No app selected", "Press 1 for charts or 4 for launches, then Enter to open an app"],
                in: body,
                theme: theme,
                on: &frame
            )
        }
        let (head, rest) = body.inset(left: 1, right: 1).splitTop(1)
        drawHead(report, in: head, on: &frame)
        let facts = AppFacts(report: report, state: state, theme: theme)
        switch state.route.zoomedPanel {
        case 0: panel(report).draw(in: rest, showsAxis: true, on: &frame)
        case 1: drawDownloads(report, in: rest, on: &frame)
        case 2: facts.draw(in: rest, hasCharts: false, on: &frame)
        case 3:
            let growth = state.growth(of: report, in: chartsInOrder(of: report))
            GrowthFacts(lines: growth.lines, theme: theme).draw(in: rest, on: &frame)
        default:
            if body.width >= 120 {
                let (left, right) = rest.splitLeft(rest.width * 62 / 100, gap: 2)
                drawCharts(report, in: left, on: &frame)
                facts.draw(in: right, hasCharts: true, on: &frame)
            } else {
                let (top, bottom) = rest.splitBottom(max(4, min(8, rest.height / 4)))
                drawCharts(report, in: top, on: &frame)
                facts.drawShort(in: bottom, on: &frame)
            }
        }
    }

    private func drawHead(_ report: AppReport, in head: Region, on frame: inout Frame) {
        let now = report.charts.first.map { "   \(report.rankText(in: $0))" } ?? "   no chart data yet"
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
        guard report.curve != nil else { return panel(report).draw(in: region, showsAxis: true, on: &frame) }
        let (ranks, downloads) = region.splitTop(region.height * 45 / 100)
        panel(report).draw(in: ranks, showsAxis: false, on: &frame)
        drawDownloads(report, in: downloads, on: &frame)
    }

    /// Returns the rank panel with the selected chart's line on top.
    private func panel(_ report: AppReport) -> RankPanel {
        RankPanel(report: report, charts: chartsInOrder(of: report), state: state, theme: theme)
    }

    /// Returns the charts with the selected one first.
    private func chartsInOrder(of report: AppReport) -> [Chart] {
        var charts = report.charts
        if !charts.isEmpty { charts.insert(charts.remove(at: state.selection(of: charts.count)), at: 0) }
        return charts
    }

    private func drawDownloads(_ report: AppReport, in region: Region, on frame: inout Frame) {
        guard let curve = report.curve else {
            return DashboardState.drawEmpty(["No download data"], in: region, theme: theme, on: &frame)
        }
        DownloadsPanel(report: report, curve: curve, window: state.chartWindow, theme: theme)
            .draw(in: region, on: &frame)
    }
}
