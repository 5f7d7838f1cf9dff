import TimeSeries

/// Bounds of single days implied by sums over several days. The upper bound is infinite if there is none.
struct DayBounds: Sendable {
    /// A sum over days that aren't known individually.
    private struct Sum {
        /// Day offsets from the first day, in ascending order.
        var offsets: [Int]
        var value: Double
        var each: ClosedRange<Double>

        /// Returns the number of the sum's days before an offset.
        func count(before offset: Int) -> Int {
            var low = 0
            var high = offsets.count
            while low < high {
                let middle = (low + high) / 2
                if offsets[middle] < offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    let count: Int
    private(set) var each: [ClosedRange<Double>]
    private var sums: [Sum] = []
    /// Cumulative lower bounds of the days before each day, without days that are part of a sum. Upper bounds are in
    /// `highs`.
    private var lows: [Double] = [0]
    private var highs: [Double] = [0]
    /// Cumulative number of days without an upper bound.
    private var open: [Int] = [0]

    /// Creates bounds.
    ///
    /// - Parameter segments: Segments without common days, all within the `count` days from `first` on.
    init(_ segments: [CounterSeries.Segment], from first: Int, count: Int) {
        self.count = count
        each = [ClosedRange<Double>](repeating: 0...Double.infinity, count: count)
        var isSummed = [Bool](repeating: false, count: count)
        for segment in segments {
            let bounds = Self.bounds(ofEachIn: segment)
            for day in segment.days { each[day - first] = bounds }
            guard segment.days.count > 1 else { continue }
            for day in segment.days { isSummed[day - first] = true }
            sums.append(Sum(offsets: segment.days.map { $0 - first }, value: Double(segment.value), each: bounds))
        }
        for (bounds, isSummed) in zip(each, isSummed) {
            let isOpen = !bounds.upperBound.isFinite
            lows.append(lows[lows.count - 1] + (isSummed ? 0 : bounds.lowerBound))
            highs.append(highs[highs.count - 1] + (isSummed || isOpen ? 0 : bounds.upperBound))
            open.append(open[open.count - 1] + (isOpen ? 1 : 0))
        }
    }

    private static func bounds(ofEachIn segment: CounterSeries.Segment) -> ClosedRange<Double> {
        let value = Double(segment.value)
        // If the sum is negative, each of its days is between the sum and zero.
        guard segment.days.count > 1 else { return value...value }
        guard value >= 0 else { return value...0 }
        let others = Double(segment.days.count - 1)
        let each = segment.eachBetween.map { Double($0.lowerBound)...Double($0.upperBound) } ?? 0...value
        let low = max(each.lowerBound, value - others * each.upperBound, 0)
        let high = min(each.upperBound, value - others * each.lowerBound)
        return low <= high ? low...high : 0...value
    }

    /// Returns the bounds for the sum over a range of days, given that the days within each known sum add up to its
    /// value.
    ///
    /// - Complexity: O(sums · log days).
    func sum(_ range: ClosedRange<Int>) -> ClosedRange<Double> {
        let after = range.upperBound + 1
        var low = lows[after] - lows[range.lowerBound]
        var high = highs[after] - highs[range.lowerBound]
        if open[after] > open[range.lowerBound] { high = .infinity }
        for sum in sums {
            let inside = Double(sum.count(before: after) - sum.count(before: range.lowerBound))
            guard inside > 0 else { continue }
            let outside = Double(sum.offsets.count) - inside
            low += max(inside * sum.each.lowerBound, sum.value - outside * sum.each.upperBound)
            high += min(inside * sum.each.upperBound, sum.value - outside * sum.each.lowerBound)
        }
        return low...max(low, high)
    }
}
