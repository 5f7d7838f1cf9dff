public import Market
import TimeSeries

extension DownloadCurve {
    /// Returns the bounds of the total by the end of a day; `nil` if there is no upper bound.
    ///
    /// - Parameter offset: Days since day 0, so 6 is the end of the first week.
    /// - Complexity: O(1).
    public func total(atEndOf offset: Int) -> ClosedRange<Double>? {
        guard ends.indices.contains(offset), ends[offset].upperBound.isFinite else { return nil }
        return ends[offset]
    }

    /// Returns the lower bound of the total by the end of a day, even without an upper bound; `nil` after the last day
    /// with data.
    public func minimum(atEndOf offset: Int) -> Double? {
        ends.indices.contains(offset) ? ends[offset].lowerBound : nil
    }

    /// Returns the bounds for the sum over a range of days; `nil` if there is no upper bound.
    ///
    /// - Parameter range: Days since day 0. The result is `nil` if the range isn't within the days with data.
    /// - Complexity: O(sums of days).
    public func added(during range: ClosedRange<Int>) -> ClosedRange<Double>? {
        guard range.lowerBound >= 0, range.upperBound < ends.count else { return nil }
        let parts = days.sum(range)
        let before = range.lowerBound == 0 ? 0...0 : ends[range.lowerBound - 1]
        let after = ends[range.upperBound]
        let low = max(parts.lowerBound, after.lowerBound - before.upperBound)
        let high = min(parts.upperBound, after.upperBound - before.lowerBound)
        guard max(low, high).isFinite else { return nil }
        // Negative only if single days are negative, because their refunds exceed their downloads.
        let floor = min(0, parts.lowerBound)
        return max(floor, min(low, high))...max(floor, low, high)
    }

    /// The newest total with an upper bound, and the number of days from day 0 to the day at whose end it applies;
    /// `nil` if there is no such total.
    public var latest: (day: Int, total: ClosedRange<Double>)? {
        ends.lastIndex { $0.upperBound.isFinite }.map { ($0, ends[$0]) }
    }

    /// Returns the days on which the curve may have passed `threshold`: from the first day whose upper bound reaches it
    /// to the first day whose lower bound does; `nil` if it isn't certain that the curve passed it.
    public func days(passing threshold: Double) -> ClosedRange<Day>? {
        guard let latest = ends.firstIndex(where: { $0.lowerBound >= threshold }) else { return nil }
        let earliest = ends.firstIndex { $0.upperBound >= threshold } ?? latest
        return day0.advanced(by: min(earliest, latest))...day0.advanced(by: latest)
    }

    /// Returns the bounds at the end of each day, which follow from the previous days and from the nearest published
    /// totals before and after. If these contradict each other, because published totals are rounded, the bounds extend
    /// from what one side allows to what the other requires.
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

    /// Returns the bounds narrowed by reports over consecutive days, each of which gives the difference between the
    /// totals at the end of its last day and before its first. If a sum and its days contradict each other, the sum
    /// takes precedence.
    ///
    /// - Parameter sums: The reports, sorted by their last day, which is within `days`.
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
                // The days up to here may already add up to more than the sum.
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
