public import Market
public import TimeSeries

/// Which ranks an app has reached in one chart.
public enum RankMilestones {
    /// - Parameters:
    ///   - reach: when the app first stood at a rank or better, as the caller's history knows it.
    ///   - quoted: the published figure that placed it there then, where it was no feed.
    /// - Returns: one milestone for each step of the scale that was reached, but of several that were reached at
    ///   one instant only the best. It was reached between the look that found it there and the look before; where
    ///   there was none before, or a publication only says where it stood, it may have been there for any time.
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
                source: figure?.source.name ?? "chart feed"
            )
            if milestones.last?.latest == instant { milestones.removeLast() }
            milestones.append(milestone)
        }
        return milestones
    }
}
