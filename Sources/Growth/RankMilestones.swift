public import Market

/// Which ranks an app has reached in one chart.
public enum RankMilestones {
    /// - Parameters:
    ///   - firstTime: when the app first stood at a rank or better, as the caller's history knows it.
    ///   - source: who says that it stood there then.
    /// - Returns: one milestone for each step of the scale that was reached, but of several that were reached at
    ///   one instant only the best.
    public static func reached(
        in chart: Chart,
        firstTime: (Rank) -> Timestamp?,
        source: (Rank, Timestamp) -> String
    ) -> [Milestone] {
        var milestones: [Milestone] = []
        for step in MilestoneScale.ranks {
            guard let rank = Rank(step), let instant = firstTime(rank) else { break }
            let isDayOnly = instant.isDayEnd
            let milestone = Milestone(
                metric: .rank,
                threshold: step,
                chart: chart,
                earliest: isDayOnly ? instant.day.start : instant,
                latest: instant,
                kind: .observed,
                source: source(rank, instant)
            )
            if milestones.last?.latest == instant { milestones.removeLast() }
            milestones.append(milestone)
        }
        return milestones
    }
}
