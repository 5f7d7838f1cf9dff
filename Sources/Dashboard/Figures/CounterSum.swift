import TimeSeries

/// The sum of one publisher's counts in several storefronts.
///
/// A report lists every storefront with at least one count. If a storefront has no report for a period but other
/// storefronts do, it therefore had no counts in that period. If the storefront's other reports contradict this
/// assumption, reports for the same days can't be added. Instead, each storefront is resolved separately, and counts
/// that share days are summed over the union of their days.
struct CounterSum {
    private let group: [CountedSeries]

    /// Creates the sum of a group of series, one per storefront.
    ///
    /// - Precondition: All series have the same app, metric, kind and source.
    init(_ group: [CountedSeries]) { self.group = group }

    /// The storefronts' counts added up, as one series.
    ///
    /// - Complexity: O(reports · log reports), plus O(storefronts) for each period longer than a day.
    var series: CounterSeries {
        guard group.count > 1 else { return group.first?.series ?? CounterSeries() }
        guard let summed else { return merged }
        return summed.resolution.conflicts.isEmpty || group.contains { !$0.resolution.conflicts.isEmpty }
            ? summed : merged
    }

    /// The sums of reports for the same days; `nil` if a storefront has counts in a period but no report for it.
    private var summed: CounterSeries? {
        var sums: [[Int]: (value: Int64, members: Set<Int>)] = [:]
        // Most reports cover single days, which need no sets.
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
            let missing = group.indices.filter { !sum.members.contains($0) }
            guard missing.allSatisfy({ !group[$0].hasCounts(in: days) }) else { return nil }
        }
        return CounterSeries(
            (single.map { CounterSeries.Segment(days: [$0.key], value: $0.value) }
                + sums.map { CounterSeries.Segment(days: $0.key, value: $0.value.value) })
                .sorted { ($0.days[0], -$0.days.count) < ($1.days[0], -$1.days.count) }
        )
    }

    /// The sum of the storefronts' resolved counts. Counts that share some but not all of their days become one count
    /// for all of these days.
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
    /// Returns whether any report that shares some of these days has a nonzero count. A report that contains all of the
    /// days is ignored, since its counts may be from other days.
    fileprivate func hasCounts(in days: [Int]) -> Bool {
        let wanted = Set(days)
        return series.reports.contains { report in
            report.value != 0 && report.lastDay >= days[0] && report.days[0] <= days[days.count - 1]
                && !wanted.isDisjoint(with: report.days) && !wanted.isSubset(of: report.days)
        }
    }
}
