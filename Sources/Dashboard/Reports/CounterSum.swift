import TimeSeries

/// The counts of several storefronts by one source, added.
///
/// A report lists every storefront in which anything was counted, so a storefront without a count for a period that others
/// have one for counted nothing in it. Where its own reports say otherwise, reports of the same days can't be added: then
/// each storefront is resolved on its own, and counts that share days are added over all of them.
struct CounterSum {
    private let group: [CountedSeries]

    /// - Precondition: all are of one app, metric, kind and source.
    init(_ group: [CountedSeries]) { self.group = group }

    /// The sum.
    ///
    /// - Complexity: O(reports · log reports), and for each period longer than a day O(storefronts).
    var series: CounterSeries {
        guard group.count > 1 else { return group.first?.series ?? CounterSeries() }
        guard let together else { return merged }
        return together.resolution.conflicts.isEmpty || group.contains { !$0.resolution.conflicts.isEmpty }
            ? together : merged
    }

    /// Reports of the same days added; `nil` where a storefront lacks a period in which it counted something.
    private var together: CounterSeries? {
        var sums: [[Int]: (value: Int64, members: Set<Int>)] = [:]
        // Most reports are of single days, which need no sets.
        var single: [Int: Int64] = [:]
        for (member, counted) in group.enumerated() {
            for report in counted.series.reports {
                if report.days.count == 1 {
                    single[report.days[0]] = single[report.days[0], default: 0].addingClamped(report.value)
                } else {
                    let sum = sums[report.days, default: (0, [])]
                    sums[report.days] = (sum.value.addingClamped(report.value), sum.members.union([member]))
                }
            }
        }
        for (days, sum) in sums {
            let lacking = group.indices.filter { !sum.members.contains($0) }
            guard lacking.allSatisfy({ !group[$0].counts(something: days) }) else { return nil }
        }
        return CounterSeries(
            (single.map { CounterSeries.Segment(days: [$0.key], value: $0.value) }
                + sums.map { CounterSeries.Segment(days: $0.key, value: $0.value.value) })
                .sorted { ($0.days[0], -$0.days.count) < ($1.days[0], -$1.days.count) }
        )
    }

    /// What each storefront's reports amount to, added: counts of the same days as such, counts that share only some of their
    /// days as one count of all of them.
    private var merged: CounterSeries {
        var sums: [Int: (days: Set<Int>, value: Int64)] = [:]
        var owners: [Int: Int] = [:]
        for (number, segment) in group.flatMap(\.segments).enumerated() {
            var merged = (days: Set(segment.days), value: segment.value)
            for owner in Set(segment.days.compactMap { owners[$0] }) {
                guard let other = sums.removeValue(forKey: owner) else { continue }
                merged.days.formUnion(other.days)
                merged.value = merged.value.addingClamped(other.value)
            }
            for day in merged.days { owners[day] = number }
            sums[number] = merged
        }
        return CounterSeries(sums.values.map { .init(days: Array($0.days), value: $0.value) })
    }
}

extension CountedSeries {
    /// Whether a report within these days, or across their first or last, counted something. A longer report around them says
    /// nothing of them.
    fileprivate func counts(something days: [Int]) -> Bool {
        let wanted = Set(days)
        return series.reports.contains { report in
            report.value != 0 && report.lastDay >= days[0] && report.days[0] <= days[days.count - 1]
                && !wanted.isDisjoint(with: report.days) && !wanted.isSubset(of: report.days)
        }
    }
}
