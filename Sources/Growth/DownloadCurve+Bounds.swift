public import Market
import TimeSeries

extension DownloadCurve {
    /// The least and the most that had been downloaded by the end of a day; `nil` where nothing bounds it above.
    ///
    /// - Parameter offset: days since day 0, so 6 is the end of the first week.
    /// - Complexity: O(1).
    public func total(atEndOf offset: Int) -> ClosedRange<Double>? {
        guard ends.indices.contains(offset), ends[offset].upperBound.isFinite else { return nil }
        return ends[offset]
    }

    /// The total of the first days, C_N: that of day N − 1's end.
    ///
    /// - Parameter count: N, at least 1.
    public func total(ofFirst count: Int) -> ClosedRange<Double>? { count < 1 ? nil : total(atEndOf: count - 1) }

    /// What certainly had been downloaded by the end of a day, also where nothing bounds it above; `nil` after the last
    /// day of which anything is known.
    public func least(atEndOf offset: Int) -> Double? {
        ends.indices.contains(offset) ? ends[offset].lowerBound : nil
    }

    /// The least and the most that the days of a range added together; `nil` where nothing bounds them above.
    ///
    /// - Parameter range: days since day 0, the first of which is not before it.
    /// - Complexity: O(sums of days).
    public func added(during range: ClosedRange<Int>) -> ClosedRange<Double>? {
        guard range.lowerBound >= 0, range.upperBound < ends.count else { return nil }
        let parts = days.sum(range)
        let before = range.lowerBound == 0 ? 0...0 : ends[range.lowerBound - 1]
        let after = ends[range.upperBound]
        let low = max(parts.lowerBound, after.lowerBound - before.upperBound)
        let high = min(parts.upperBound, after.upperBound - before.lowerBound)
        guard max(low, high).isFinite else { return nil }
        // Below zero only where days themselves are, because more was refunded than downloaded.
        let floor = min(0, parts.lowerBound)
        return max(floor, min(low, high))...max(floor, low, high)
    }

    /// The newest total and the day (from day 0) whose end it describes.
    public var latest: (day: Int, total: ClosedRange<Double>)? {
        ends.lastIndex { $0.upperBound.isFinite }.map { ($0, ends[$0]) }
    }

    /// The days on which the curve can have passed `threshold`: from the first whose most reaches it to the first
    /// whose least does. `nil` while it is not certain to have been passed.
    public func days(passing threshold: Double) -> ClosedRange<Day>? {
        guard let latest = ends.firstIndex(where: { $0.lowerBound >= threshold }) else { return nil }
        let earliest = ends.firstIndex { $0.upperBound >= threshold } ?? latest
        return day0.advanced(by: min(earliest, latest))...day0.advanced(by: latest)
    }

    /// The bounds of every day's end: from the days before it, from the nearest published total before and from the
    /// nearest after it. Where they contradict each other (totals are published rounded), from what one side allows to
    /// what the other demands.
    ///
    /// - Complexity: O(days · sums).
    private static func ends(of days: DayBounds, totals: [Int: Double]) -> [ClosedRange<Double>] {
        let published = totals.keys.sorted()
        var next = 0
        return (0..<days.count).map { offset in
            if let total = totals[offset] { return total...total }
            while next < published.count, published[next] < offset { next += 1 }
            var candidates = [days.sum(0...offset)]
            if next > 0, let total = totals[published[next - 1]] {
                let since = days.sum(published[next - 1] + 1...offset)
                candidates.append(total + since.lowerBound...total + since.upperBound)
            }
            if next < published.count, let total = totals[published[next]] {
                let until = days.sum(offset + 1...published[next])
                candidates.append(max(0, total - until.upperBound)...max(0, total - until.lowerBound))
            }
            let low = candidates.reduce(-Double.infinity) { max($0, $1.lowerBound) }
            let high = candidates.reduce(Double.infinity) { min($0, $1.upperBound) }
            return min(low, high)...max(low, high)
        }
    }

    /// The same, with reports that tie the end of their last day to the end of the day before their first: sums that overlap
    /// others in part narrow the bounds, and where a sum and its days contradict each other the sum stays.
    ///
    /// - Parameter sums: by last day, which is inside of `days`.
    /// - Complexity: O((days + sums) · sums of days).
    static func ends(
        of days: DayBounds,
        totals: [Int: Double],
        sums: [CounterSeries.Segment],
        from first: Int
    ) -> [ClosedRange<Double>] {
        var ends = ends(of: days, totals: totals)
        for sum in sums where sum.lastDay - sum.days[0] + 1 == sum.days.count {
            let span = sum.days[0] - first...sum.lastDay - first
            let before = span.lowerBound == 0 ? 0...0 : ends[span.lowerBound - 1]
            let value = Double(sum.value)
            let end = before.lowerBound + value...before.upperBound + value
            let isContradicted = !end.overlaps(ends[span.upperBound])
            ends[span.upperBound] = isContradicted ? end : end.clamped(to: ends[span.upperBound])
            for day in span.dropLast() where ends[day].upperBound > end.upperBound {
                // What the days add up to until here may already be more than the sum.
                ends[day] = min(ends[day].lowerBound, end.upperBound)...max(ends[day].lowerBound, end.upperBound)
            }
            for day in ends.indices[(span.upperBound + 1)...] where totals[day] == nil {
                let since = days.sum(span.upperBound + 1...day)
                let from = ends[span.upperBound]
                let other = from.lowerBound + since.lowerBound...from.upperBound + since.upperBound
                ends[day] = isContradicted || !other.overlaps(ends[day]) ? other : other.clamped(to: ends[day])
            }
        }
        return ends
    }
}
