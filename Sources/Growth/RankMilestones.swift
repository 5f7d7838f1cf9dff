public import Market
public import TimeSeries

/// The rank thresholds that an app has reached in one chart.
public enum RankMilestones {
    /// Returns the rank milestones of an app in a chart.
    ///
    /// - Parameters:
    ///   - reaches: When the app first reached each of ``MilestoneScale/ranks`` or better, in this order. There are no
    ///     elements for the ranks that it never reached.
    ///   - quoted: A closure that returns the published figure with a rank, if the rank wasn't observed in a chart.
    public static func reached(
        in chart: Chart,
        at reaches: [RankReach],
        quoted: (Rank, Timestamp) -> Observation?
    ) -> [Milestone] {
        reached(in: chart) { rank in
            MilestoneScale.ranks.firstIndex(of: rank.value).flatMap { $0 < reaches.count ? reaches[$0] : nil }
        } quoted: { rank, instant in
            quoted(rank, instant)
        }
    }

    /// Returns the rank milestones of an app in a chart.
    ///
    /// - Parameters:
    ///   - reach: A closure that returns when the app first reached a rank or better, according to the caller's
    ///     history.
    ///   - quoted: A closure that returns the published figure with a rank, if the rank wasn't observed in a chart.
    /// - Returns: One milestone for each threshold reached, but only the best of several reached at the same time. Each
    ///   was reached between the first snapshot with the rank and the previous snapshot. A rank in the chart's first
    ///   snapshot isn't a milestone, since the app may have had it for any length of time; a published rank is one,
    ///   even though it's unknown how long the app had held it.
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
            if figure == nil, reach.previousSnapshotTime == nil { continue }
            let earliest =
                figure.map { $0.isFirst ? $0.period.lastDay.start : nil }
                ?? reach.previousSnapshotTime.map { Timestamp(seconds: $0) }
            let milestone = Milestone(
                metric: .rank,
                threshold: step,
                chart: chart,
                earliest: earliest,
                latest: instant,
                kind: .observed,
                source: figure?.source.name ?? Milestone.recordedSource
            )
            if milestones.last?.latest == instant { milestones.removeLast() }
            milestones.append(milestone)
        }
        return milestones
    }
}
