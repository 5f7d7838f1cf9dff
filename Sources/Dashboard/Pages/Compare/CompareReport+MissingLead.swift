import Growth
import Market
import TimeSeries

extension CompareReport {
    /// Returns the reason why the first launch can't be compared with another launch by totals, and when they become
    /// comparable: "day 2: no comparison: Sora's figures are downloads in CA+US, ChatGPT's are downloads in US; ChatGPT:
    /// no total after 3 days (day 2); the first comparison is on day 6 (Oct 6, 2025), by downloads in US".
    ///
    /// - Returns: `nil` if the launches can be compared, or if another note gives the reason: one of them has no origin,
    ///   launches later, or has no totals at any time.
    /// - Complexity: O(log n) curves for n figures after the instant.
    func findMissingLead(against index: Int) -> String? {
        guard launches.indices.contains(index), index > 0, leads[index] == nil, totalsAge >= 0,
            launches[index].day0 <= instant, [0, index].allSatisfy({ launches[$0].missingOrigin == nil })
        else { return nil }
        let next = nextComparison(with: index)
        guard let reason = difference(from: index, isTemporary: next != nil) else { return nil }
        guard let next else { return "no leader: \(reason)" }
        let day = "day \(max(0, totalsAge - 1) / Day.secondsPerDay)"
        let reached = LaunchStart(on: launches[0].origin.day).day(at: next.instant)
        let date = TimeFormat.long(next.instant.day)
        return
            "\(day): no comparison: \(reason); the first comparison is on day \(reached) (\(date)), "
            + "by \(Self.label(next.measure))"
    }

    /// Returns what the totals of the first launch and another launch measure, or which of them has none; `nil` if a
    /// launch never has totals.
    private func difference(from index: Int, isTemporary: Bool) -> String? {
        let missing = [0, index].filter { curves[$0].home == nil }.map { curves[$0].name }
        guard missing.isEmpty, let mine = curves[0].home, let theirs = curves[index].home else {
            if let early = [0, index].first(where: { launches[$0].hasOnlyEarlierCounts }) {
                return "all counts of \(curves[early].name) are from before its launch"
            }
            return isTemporary ? "no totals of \(TextList.and(missing))" : nil
        }
        // If they will never be comparable, totals at this age don't matter.
        let unknown = isTemporary ? [0, index].filter { !hasTotal(of: curves[$0]) }.map { curves[$0].name } : []
        guard unknown.isEmpty else { return "no total of \(TextList.and(unknown)) \(when(totalsAge))" }
        guard mine != theirs else { return "no \(Self.label(mine)) of both at the same age" }
        return measures(of: 0, mine, of: index, theirs)
    }

    /// Returns whether a launch's own total at the current age is known, or known within informative bounds.
    private func hasTotal(of curve: LaunchCurve) -> Bool {
        curve.own?.total(atAge: totalsAge).map(Self.isInformative) ?? false
    }

    /// Returns the first time after the instant at which published figures allow a comparison by totals, and the
    /// compared measure; `nil` if there is none.
    private func nextComparison(with index: Int) -> (instant: Timestamp, measure: Measure)? {
        let figures = [launches[0], launches[index]].flatMap { $0.launch?.observations ?? [] }
        let times = Set(figures.map(\.period.knownFrom)).filter { $0 > instant }.sorted()
        func lead(at time: Timestamp) -> LaunchLead? {
            let curves = [launches[0], launches[index]].map { launch in
                var later = launch
                later.instant = time
                return later.curve()
            }
            return LaunchComparison(curves)?.lead(against: 1)
        }
        // More figures never make a comparison impossible.
        let place = times.partitioningIndex { lead(at: $0) != nil }
        guard place < times.count, let lead = lead(at: times[place]) else { return nil }
        return (times[place], lead.measure)
    }
}
