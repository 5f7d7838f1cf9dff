public import Market

/// The lead of one launch over another at the same age, by totals.
///
/// Totals are assumed to grow evenly within each day, because figures are published by day. So the results are derived,
/// and ranges wherever the days are.
public struct LaunchLead: Hashable, Sendable {
    /// Hours ahead; negative if behind.
    public struct Hours: Hashable, Sendable {
        /// The lower bound.
        public var minimum: Double
        /// The upper bound; `nil` if the other launch wasn't certain to get there by the end of its data.
        public var maximum: Double?
    }

    public var measure: Measure
    /// The age in seconds since the origin.
    public var age: Int64
    public var mine: ClosedRange<Double>
    public var theirs: ClosedRange<Double>
    /// The lead as a share of the other's total: 0.08 is 8% ahead, negative is behind. `nil` if one of them may still
    /// be at 0.
    public var ahead: ClosedRange<Double>?
    /// The lead in hours: how much later the other reached the same total.
    public var hours: Hours?
    /// Whether both come from the same model and version.
    public var isOneModel: Bool
    /// Whether this launch's total is extrapolated beyond the last report.
    public var isRunning: Bool
}

/// The lead of one launch over another at the same age, by ranks in one chart.
public struct RankLead: Hashable, Sendable {
    public var chart: Chart
    public var age: Int64
    /// The first launch's rank; `nil` if its app wasn't ranked in the last snapshot.
    public var mine: Rank?
    public var theirs: Rank?
    /// Seconds from the other's origin to its first snapshot at the first launch's rank or better; `nil` if there is
    /// none, or if the first launch isn't ranked.
    public var theirFirst: Int64?
}

extension LaunchComparison {
    /// Maximum age of a snapshot in seconds: a day, because some charts are read once a day.
    static let longestHold: Int64 = Day.secondsPerDay

    /// Returns the first launch at an age compared with another.
    ///
    /// - Parameters:
    ///   - age: Seconds since the origin; `nil` means the last age at which both are known.
    ///   - index: The index of the other launch, at least 1.
    /// - Returns: `nil` if they have no measure in common, or one is unknown at that age.
    public func lead(atAge age: Int64? = nil, against index: Int) -> LaunchLead? {
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
            return LaunchLead(
                measure: match.first.measure,
                age: age,
                mine: mine,
                theirs: theirs,
                ahead: theirs.lowerBound > 0 && mine.lowerBound > 0
                    ? mine.lowerBound / theirs.upperBound - 1...mine.upperBound / theirs.lowerBound - 1 : nil,
                hours: Self.hours(of: mine, age: age, over: match.other),
                isOneModel: match.isOneModel,
                isRunning: running != nil
            )
        }
        return nil
    }

    private static func hours(of mine: ClosedRange<Double>, age: Int64, over other: LaunchTotals) -> LaunchLead.Hours? {
        guard let end = other.knownAge else { return nil }
        // If the other launch can't have reached this total by the end of its data, the lead is at least the time until then.
        let soonest = other.earliestAge(reaching: mine.lowerBound) ?? end
        let latest = other.latestAge(reaching: mine.upperBound)
        return LaunchLead.Hours(
            minimum: Double(soonest - age) / 3600,
            maximum: latest.map { Double(max($0, soonest) - age) / 3600 }
        )
    }

    /// Returns the first launch's rank at an age compared with another's, in every chart with snapshots for both.
    ///
    /// - Returns: Nothing for charts in which one of them has no snapshot within a day before that age.
    public func rankLeads(atAge age: Int64, against index: Int) -> [RankLead] {
        guard curves.indices.contains(index), index > 0, age >= 0 else { return [] }
        let other = curves[index]
        return curves[0].tracks.compactMap { track in
            let now = curves[0].origin.seconds.addingReportingOverflow(age)
            let then = other.origin.seconds.addingReportingOverflow(age)
            guard !now.overflow, !then.overflow, let theirs = other.tracks.first(where: { $0.chart == track.chart }),
                let mine = track.sample(asOf: Timestamp(seconds: now.partialValue), within: Self.longestHold),
                let there = theirs.sample(asOf: Timestamp(seconds: then.partialValue), within: Self.longestHold)
            else { return nil }
            let first = mine.rank.flatMap { theirs.first(atOrAbove: $0, since: other.origin) }
            return RankLead(
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
    /// Returns the total after the last report, extrapolated by the pace until then.
    func running(at instant: Timestamp) -> ClosedRange<Double>? {
        curve.flatMap { DownloadPace(of: $0) }.flatMap { $0.total(at: instant) }?.range
    }
}
