public import Market
import TimeSeries

/// How far an app has come since it entered a chart.
public struct RankClimb: Hashable, Sendable {
    /// The rank with which the app entered the chart.
    public let first: Rank
    /// The time of the first snapshot that lists the app again.
    public let since: Timestamp
    /// The number of ranks gained since then; negative if ranks were lost.
    public let change: Int
}

extension LedgerSnapshot {
    /// Returns how far a ranked app has come since it entered a chart.
    ///
    /// - Parameter range: The time in which the app must have entered the chart. The app's rank is that at its end.
    /// - Returns: `nil` if the app isn't ranked, entered the chart earlier, or still has the rank with which it entered.
    /// - Complexity: O(snapshots in `range`).
    public func climb(of app: AppID, in chart: Chart, during range: TimeRange) -> RankClimb? {
        let points = rankPoints(of: app, in: chart, during: range)
        guard let rank = points.last?.rank, let absence = points.lastIndex(where: { $0.rank == nil }) else {
            return nil
        }
        let entry = points[absence + 1]
        guard let first = entry.rank.flatMap({ Rank(Int($0)) }), first.value != Int(rank) else { return nil }
        return RankClimb(first: first, since: Timestamp(seconds: entry.time), change: first.value - Int(rank))
    }
}
