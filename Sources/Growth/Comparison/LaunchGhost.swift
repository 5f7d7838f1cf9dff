public import Market

/// A launch at an age against another at the same age: the ghost of a race against an earlier run.
///
/// Totals are taken to come evenly within each day, because days are what is published; so the figures are derived, and
/// ranges as far as the days themselves are.
public struct LaunchGhost: Hashable, Sendable {
    /// Hours ahead; negative is behind.
    public struct Lead: Hashable, Sendable {
        /// The least.
        public var least: Double
        /// The most; `nil` where the other was not certain to be there by the end of what is known of it.
        public var most: Double?
    }

    public var measure: Measure
    /// Seconds since the origin.
    public var age: Int64
    public var mine: ClosedRange<Double>
    public var theirs: ClosedRange<Double>
    /// Ahead by so much of the other's total: 0.08 is 8 % ahead, negative is behind. `nil` where one of them may have had
    /// none yet.
    public var lead: ClosedRange<Double>?
    /// Ahead by so many hours: how much later the other had as many.
    public var hours: Lead?
    /// Whether both are by one model at one time.
    public var isOneModel: Bool
    /// Whether the own total is reckoned beyond the last report.
    public var isRunning: Bool
}

/// The same by ranks in one chart.
public struct RankGhost: Hashable, Sendable {
    public var chart: Chart
    public var age: Int64
    /// `nil` where the last look found the app off the chart.
    public var mine: Rank?
    public var theirs: Rank?
    /// Seconds from the other's origin to when it was first seen at my rank or better; `nil` where it never was, or
    /// there is no rank.
    public var theirFirst: Int64?
}

extension LaunchComparison {
    /// How old a look at a chart may be to stand for an age: a day, since some charts are seen once a day.
    static let longestHold: Int64 = Day.secondsPerDay

    /// The first launch at an age against another.
    ///
    /// - Parameters:
    ///   - age: seconds since the origin; `nil` is the last age at which both are known.
    ///   - index: of the other launch, 1 and up.
    /// - Returns: `nil` where they have no measure in common, or one of them is unknown at that age.
    public func ghost(atAge age: Int64? = nil, against index: Int) -> LaunchGhost? {
        guard pairs.indices.contains(index), let pair = pairs[index] else { return nil }
        for match in pair.matches {
            let known = min(match.first.knownAge ?? 0, match.other.knownAge ?? 0)
            let age = age ?? known
            let instant = curves[0].origin.seconds.addingReportingOverflow(age)
            guard age > 0, !instant.overflow, let theirs = match.other.total(atAge: age) else { continue }
            let running =
                age > match.first.knownAge ?? 0
                ? match.first.running(at: Timestamp(seconds: instant.partialValue)) : nil
            guard let mine = running ?? match.first.total(atAge: age) else { continue }
            return LaunchGhost(
                measure: match.first.measure,
                age: age,
                mine: mine,
                theirs: theirs,
                lead: theirs.lowerBound > 0 && mine.lowerBound > 0
                    ? mine.lowerBound / theirs.upperBound - 1...mine.upperBound / theirs.lowerBound - 1 : nil,
                hours: Self.lead(of: mine, age: age, over: match.other),
                isOneModel: match.isOneModel,
                isRunning: running != nil
            )
        }
        return nil
    }

    private static func lead(of mine: ClosedRange<Double>, age: Int64, over other: LaunchTotals) -> LaunchGhost.Lead? {
        guard let end = other.knownAge else { return nil }
        // Where the other cannot have come there until the end of what is known, we are ahead at least of that end.
        let soonest = other.earliestAge(reaching: mine.lowerBound) ?? end
        let latest = other.latestAge(reaching: mine.upperBound)
        return LaunchGhost.Lead(
            least: Double(soonest - age) / 3600,
            most: latest.map { Double(max($0, soonest) - age) / 3600 }
        )
    }

    /// The first launch's rank at an age against another's, in every chart that both were looked for in.
    ///
    /// - Returns: none for charts in which one of them was not looked for within a day before that age.
    public func rankGhosts(atAge age: Int64, against index: Int) -> [RankGhost] {
        guard curves.indices.contains(index), index > 0, age >= 0 else { return [] }
        let other = curves[index]
        return curves[0].tracks.compactMap { track in
            let now = curves[0].origin.seconds.addingReportingOverflow(age)
            let then = other.origin.seconds.addingReportingOverflow(age)
            guard !now.overflow, !then.overflow, let theirs = other.tracks.first(where: { $0.chart == track.chart }),
                let mine = track.look(asOf: Timestamp(seconds: now.partialValue), within: Self.longestHold),
                let there = theirs.look(asOf: Timestamp(seconds: then.partialValue), within: Self.longestHold)
            else { return nil }
            let first = mine.rank.flatMap { theirs.first(atOrAbove: $0, since: other.origin) }
            return RankGhost(
                chart: track.chart,
                age: age,
                mine: mine.rank,
                theirs: there.rank,
                theirFirst: first.map { $0.time - other.origin }
            )
        }
    }
}

extension LaunchTotals {
    /// The total after the last report, by the pace until then.
    func running(at instant: Timestamp) -> ClosedRange<Double>? {
        curve.flatMap { DownloadPace(of: $0) }.flatMap { $0.total(at: instant) }?.range
    }
}
