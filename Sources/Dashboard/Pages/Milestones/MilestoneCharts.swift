import Canvas
import Growth
import History
import Market
import TimeSeries

/// The daily downloads and the ranks of an app over time, in panels below each other with the same time axis.
struct MilestoneCharts {
    let counter: MilestoneCounter
    let report: AppReport
    let state: DashboardState
    let theme: Theme

    /// Whether the total consists of counts of single days.
    var hasDownloads: Bool {
        guard let figures = counter.figures, figures.metric == .downloads else { return false }
        return figures.curve.segments.contains { $0.days.count == 1 }
    }

    /// Whether the app was ranked.
    var hasRanks: Bool { !report.charts.isEmpty }

    func draw(in region: Region, on frame: inout Frame) {
        let ranks = RankPanel(report: report, charts: report.charts, state: state, theme: theme)
        let width = region.width - Panel.borderColumns
        let (top, bottom) = region.splitTop(hasDownloads ? (hasRanks ? region.height / 2 : region.height) : 0)
        if let figures = counter.figures, hasDownloads {
            let inner = Panel(title: "Downloads per day", detail: figures.area).draw(in: top, theme: theme, on: &frame)
            DownloadsPanel(
                report: report,
                curve: figures.curve,
                total: "",
                window: DownloadsPanel.window(state.chartWindow, including: figures.curve),
                endGutter: ranks.endGutter(width: width),
                theme: theme
            )
            .draw(in: inner, on: &frame)
        }
        guard hasRanks else { return }
        let inner = Panel(title: "Ranks").draw(in: bottom, theme: theme, on: &frame)
        ranks.draw(in: inner, showsAxis: true, on: &frame)
    }
}
