import Canvas
import History
import Market

/// What an app's line in a chart of ranks depends on, besides the data.
private struct RankLineKey: Hashable, Sendable {
    let app: AppID
    let chart: Chart
    let isOfLibrary: Bool
    let start: Timestamp
    let end: Timestamp
}

extension DashboardState {
    /// An app's ranks in a chart, and the points that a line chart draws.
    struct RankLine: Sendable {
        let history: RankHistory
        let points: [LineChart.Point]
    }

    /// Returns an app's ranks in a chart over a time range.
    func rankLine(of app: AppID, in chart: Chart, from start: Timestamp, asOf end: Timestamp) -> RankLine {
        let ledger = ledger
        let key = RankLineKey(app: app, chart: chart, isOfLibrary: route.isOfLibrary, start: start, end: end)
        return reports.value(for: key) {
            let history = RankHistory(of: app, in: chart, ledger: ledger, asOf: end, from: start)
            return RankLine(history: history, points: history.chartPoints(in: ledger))
        }
    }
}
