import Canvas
import History
import Market
import TimeSeries

/// The ranks of an app on the watchlist over the last 24 hours with data, as step lines, one per storefront, #1 on top.
struct LaunchRanksChart {
    let details: MyLaunchDetails
    let theme: Theme
    /// The lines with their labels: the selected row's line first, then the best-ranked rows, then at most one
    /// storefront without a rank.
    private let histories: [(label: String, history: RankHistory)]
    /// The end of the time range: now or, if there is no data from the last 24 hours, the newest data.
    private let end: Timestamp

    /// The maximum time shown, in seconds.
    static let window = Day.secondsPerDay
    private static let minimumWindow: Int64 = 600
    /// The minimum number of rows for a readable chart, including its axis.
    static let minimumHeight = 6
    /// The maximum number of lines, limited by the number of distinguishable colors.
    private static let lineLimit = 7
    /// Creates a chart of an app's ranks over the last 24 hours.
    ///
    /// - Parameters:
    ///   - selection: The selected row, drawn in bold and on top.
    ///   - limit: The maximum number of lines.
    /// - Complexity: O(snapshots in 24 hours) per row.
    init(details: MyLaunchDetails, selection: Int, theme: Theme, limit: Int = lineLimit) {
        self.details = details
        self.theme = theme
        let limit = min(limit, Self.lineLimit)
        let selected = details.row(at: selection).map { [$0] } ?? []
        let others = details.rowsByRank.filter { row in
            row.storefront != selected.first?.storefront || row.chart?.store != selected.first?.chart?.store
        }
        let newest = details.rows.compactMap(\.checked).max() ?? details.instant
        let end = details.instant - newest >= Self.window ? newest : details.instant
        self.end = end
        var found: [(label: String, history: RankHistory)] = []
        var unranked: (label: String, history: RankHistory)?
        for row in selected + others where found.count < limit {
            guard let standing = row.overall ?? row.genre, standing.checked >= end - Self.window else { continue }
            let history = RankHistory(
                of: details.app(in: standing.chart),
                in: standing.chart,
                ledger: details.inputs.data,
                asOf: details.instant,
                from: end - Self.window
            )
            if history.points.contains(where: { $0.rank != nil }) {
                found.append((details.shortLabel(of: row), history))
            } else if unranked == nil, !history.points.isEmpty {
                unranked = (details.shortLabel(of: row), history)
            }
        }
        if let unranked, !found.isEmpty, found.count < limit { found.append(unranked) }
        histories = found
    }

    /// The time range shown: 24 hours, or the time since the first data if that's shorter, but at least ten minutes.
    private var range: TimeRange {
        let (earliest, latest) = (end - Self.window, end - Self.minimumWindow)
        let first = histories.compactMap { $0.history.points.first?.time }.min().map { Timestamp(seconds: $0) }
        return TimeRange(min(latest, max(earliest, first ?? earliest)), end)
    }

    /// The panel's title: "Ranks, 24 h", "Ranks, 3 h", "Ranks, 24 h to Mar 10 23:00".
    var title: String {
        let title = "Ranks, \(TimeFormat.age(range.duration))"
        guard end != details.instant, !isEmpty else { return title }
        return "\(title) to \(RankMilestoneText.time(end, asOf: details.instant, in: details.zone))"
    }

    /// Whether there is no rank to draw.
    var isEmpty: Bool { histories.isEmpty }

    /// The lines that explain why the chart is empty.
    private var emptyText: [String] {
        guard let checked = details.rows.compactMap(\.checked).max() else {
            return ["No chart data yet", "Ranks appear after the first poll"]
        }
        guard details.instant - checked < Self.window else {
            return ["No chart data in the last 24 h", "Last checked \(PollStatus.ago(checked, asOf: details.instant))"]
        }
        let kind = details.kind.map { " in \($0.name)" } ?? ""
        return ["Not ranked\(kind) in the last 24 h", "A line appears when it enters a chart"]
    }

    func draw(in region: Region, on frame: inout Frame) {
        guard !isEmpty else {
            return DashboardState.drawEmpty(emptyText, in: region, theme: theme, on: &frame)
        }
        let (plot, labels) = region.splitBottom(1)
        let endGutter = RankPanel.endGutter(names: histories.map(\.label), width: plot.width)
        let range = range
        let worst = RankPanel.end(of: histories.map(\.history))
        let styles = theme.lines(
            of: histories.map(\.history.chart.storefront),
            among: details.inputs.data.charts.map(\.storefront)
        )
        let lines = histories.enumerated().map { index, line in
            var drawn = LineChart.Line(
                label: line.label,
                points: line.history.chartPoints(in: details.inputs.data),
                longestHold: .max,
                style: index == 0 ? styles[index].with(.bold) : styles[index]
            )
            // A theme without color may use bold for any line.
            drawn.isHeavy = index == 0
            return drawn
        }
        var chart = LineChart(
            axis: RankPanel.axis(range, columns: plot.width - RankPanel.gutter - endGutter),
            scale: .ranks(worst: worst),
            lines: lines.reversed(),
            now: end.seconds,
            gridStyle: theme.grid,
            labelStyle: theme.faint,
            format: { "#\(Int($0))" }
        )
        chart.lane = RankPanel.lane(of: histories.map(\.history), in: details.inputs.data, asOf: details.instant)
        chart.marks = theme.marks
        if let focused = lines.first { chart.areaColors = theme.areaColors(below: focused.style) }
        chart.draw(in: plot, gutter: RankPanel.gutter, endGutter: endGutter, on: &frame)
        RankPanel.drawDates(
            range,
            in: labels.inset(left: RankPanel.gutter, right: endGutter),
            zone: details.zone,
            theme: theme,
            on: &frame
        )
    }
}
