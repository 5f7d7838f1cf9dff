public import Market
public import TimeSeries

/// The rank thresholds that an app has reached in one chart.
public enum RankMilestones {
    /// Returns rank milestones.
    ///
    /// - Parameters:
    ///   - reach: returns when the app first reached a rank or better, according to the caller's history.
    ///   - quoted: returns the published figure with that rank, if it didn't come from a feed.
    /// - Returns: one milestone for each threshold reached, but only the best of several reached at the same time. It
    ///   was reached between the first snapshot with the rank and the previous snapshot. Without a previous snapshot,
    ///   or if a publication only states the rank, the app may have had the rank for any length of time.
    public static func reached(
        in chart: Chart,
        reach: (Rank) -> RankReach?,
        quoted: (Rank, Timestamp) -> Observation?
    ) -> [Milestone] {
        var milestones: [Milestone] = []
        for step in MilestoneScale.ranks {
            guard let rank = Rank(step), let reach = reach(rank) else { break }
            let instant = Timestamp(seconds: reach.time)
            let figure = quoted(rank, instant)
            let earliest =
                figure.map { $0.isFirst ? $0.period.lastDay.start : nil }
                ?? reach.lastLookBefore.map { Timestamp(seconds: $0) }
            let milestone = Milestone(
                metric: .rank,
                threshold: step,
                chart: chart,
                earliest: earliest,
                latest: instant,
                kind: .observed,
                source: figure?.source.name ?? "chart snapshot"
            )
            if milestones.last?.latest == instant { milestones.removeLast() }
            milestones.append(milestone)
        }
        return milestones
    }
}
