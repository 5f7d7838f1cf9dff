public import Market

/// The lead of one launch over another at the same age, by totals.
///
/// Totals are assumed to grow evenly within each day, because figures are published by day. The results are therefore
/// derived, and they are ranges wherever the days are ranges.
public struct LaunchLead: Hashable, Sendable {
    /// A number of hours by which a launch is ahead; negative if it's behind.
    public struct Hours: Hashable, Sendable {
        /// The lower bound.
        public var minimum: Double
        /// The upper bound; `nil` if it isn't certain that the other launch reached the total by the end of its data.
        public var maximum: Double?
    }

    /// A reported total.
    public struct Report: Hashable, Sendable {
        /// The age in seconds since the start of the origin's day.
        public var age: Int64
        public var total: ClosedRange<Double>
    }

    public var measure: Measure
    /// The age in seconds since the start of the origin's day.
    public var age: Int64
    public var mine: ClosedRange<Double>
    public var theirs: ClosedRange<Double>
    /// The lead as a share of the other launch's total: 0.08 means 8% ahead, and a negative share means behind. `nil`
    /// if either total may be 0.
    public var ahead: ClosedRange<Double>?
    /// The lead in hours: how much later the other launch reached the same total. `nil` if the other launch has no
    /// known totals.
    public var hours: Hours?
    /// Whether both totals come from the same model and version, or one of them is an exact count.
    public var isOneModel: Bool
    /// The last reported total of this launch, if ``mine`` is projected beyond that report; `nil` if it isn't.
    public var projectedFrom: Report?

    /// The other launch's total as a multiple of this one's, as in ``LaunchComparison/Ratio``; `nil` if this launch's
    /// total may be 0.
    public var ratio: ClosedRange<Double>? {
        mine.lowerBound > 0 ? theirs.lowerBound / mine.upperBound...theirs.upperBound / mine.lowerBound : nil
    }
}

/// The lead of one launch over another at the same age, by ranks in one chart.
public struct RankLead: Hashable, Sendable {
    public var chart: Chart
    public var age: Int64
    /// The first launch's rank; `nil` if its app wasn't ranked in the last snapshot.
    public var mine: Rank?
    public var theirs: Rank?
    /// Seconds from the other launch's origin to its first snapshot at the first launch's rank or better; `nil` if
    /// there is no such snapshot, or if the first launch isn't ranked.
    public var theirFirst: Int64?
}

extension LaunchComparison {
    /// The maximum time for which a rank applies after its snapshot, in seconds: a day, because some charts are
    /// polled only once a day.
    static let longestHold: Int64 = Day.secondsPerDay

    /// Returns the first launch's lead over another launch at an age.
    ///
    /// - Parameters:
    ///   - age: Seconds since the start of the origin's day; `nil` means the last age at which both totals are known.
    ///   - index: The index of the other launch, at least 1.
    /// - Returns: `nil` if the launches have no measure in common, or if either total is unknown at that age.
    public func lead(atAge age: Int64? = nil, against index: Int) -> LaunchLead? {
        guard pairs.indices.contains(index), let pair = pairs[index] else { return nil }
        for match in pair.matches {
            let known = min(match.first.knownAge ?? 0, match.other.knownAge ?? 0)
            let age = age ?? known
            let instant = curves[0].origin.day.start.seconds.addingReportingOverflow(age)
            guard age > 0, !instant.overflow, let theirs = match.other.total(atAge: age) else { continue }
            let last = match.first.knownAge ?? 0
            let running = age > last ? match.first.running(at: Timestamp(seconds: instant.partialValue)) : nil
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
                projectedFrom: running.map { _ in
                    LaunchLead.Report(age: last, total: match.first.total(atAge: last) ?? 0...0)
                }
            )
        }
        return nil
    }

    private static func hours(of mine: ClosedRange<Double>, age: Int64, over other: LaunchTotals) -> LaunchLead.Hours? {
        guard let end = other.knownAge else { return nil }
        // If the other launch can't have reached this total by the end of its data, the lead is at least the time until
        // then.
        let soonest = other.earliestAge(reaching: mine.lowerBound) ?? end
        let latest = other.latestAge(reaching: mine.upperBound)
        return LaunchLead.Hours(
            minimum: Double(soonest - age) / 3600,
            maximum: latest.map { Double(max($0, soonest) - age) / 3600 }
        )
    }

    /// Returns the ranks of the first launch and another launch at an age, in every chart with snapshots for both.
    ///
    /// - Returns: One lead per chart. Charts in which either launch has no snapshot within a day before that age are
    ///   omitted.
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
    /// Returns the total at an instant after the last report, extrapolated at the pace up to that report; `nil` if it's
    /// unknown.
    func running(at instant: Timestamp) -> ClosedRange<Double>? {
        curve.flatMap { DownloadPace(of: $0) }.flatMap { $0.total(at: instant) }?.range
    }
}
