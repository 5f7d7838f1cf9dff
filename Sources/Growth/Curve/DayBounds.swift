import TimeSeries

/// What each of some days can have been, as sums over several of them allow; infinite above where nobody speaks of it.
struct DayBounds: Sendable {
    /// Days that are known together and not each.
    private struct Sum {
        /// Counted from the first of all days; increasing.
        var offsets: [Int]
        var value: Double
        var each: ClosedRange<Double>

        /// How many of its days lie before an offset.
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
    /// Sums of the least and the most of the days before each, those that are part of a sum left out.
    private var lows: [Double] = [0]
    private var highs: [Double] = [0]
    /// How many of these days nothing bounds above.
    private var open: [Int] = [0]

    /// - Parameter segments: which share no day, and of which none begins before `first` or ends after the last day.
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
        // A sum below zero is of refunds, which days can't exceed that are not known.
        guard segment.days.count > 1 else { return value...value }
        guard value >= 0 else { return value...0 }
        let others = Double(segment.days.count - 1)
        let each = segment.eachBetween.map { Double($0.lowerBound)...Double($0.upperBound) } ?? 0...value
        let low = max(each.lowerBound, value - others * each.upperBound, 0)
        let high = min(each.upperBound, value - others * each.lowerBound)
        return low <= high ? low...high : 0...value
    }

    /// What the days of a range can have been together, using that the days of one sum make up its value.
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
