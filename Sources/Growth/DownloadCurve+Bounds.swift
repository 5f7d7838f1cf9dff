public import Market
import TimeSeries

extension DownloadCurve {
    /// The least and the most that had been downloaded by the end of a day; `nil` where nothing bounds it above.
    ///
    /// - Parameter offset: days since day 0, so 6 is the end of the first week.
    /// - Complexity: O(days · totals).
    public func total(atEndOf offset: Int) -> ClosedRange<Double>? {
        guard days.indices.contains(offset) else { return nil }
        let bounds = bounds(atEndOf: offset)
        return bounds.upperBound.isFinite ? bounds : nil
    }

    /// The same with an infinite upper end where nothing bounds it above.
    private func bounds(atEndOf offset: Int) -> ClosedRange<Double> {
        if let total = totals[offset] { return total...total }
        var candidates = [sum(0...offset)]
        for (day, total) in totals {
            if day < offset {
                let since = sum(day + 1...offset)
                candidates.append(total + since.lowerBound...total + since.upperBound)
            } else {
                let until = sum(offset + 1...day)
                candidates.append(max(0, total - until.upperBound)...max(0, total - until.lowerBound))
            }
        }
        let low = candidates.reduce(0) { max($0, $1.lowerBound) }
        let high = candidates.reduce(Double.infinity) { min($0, $1.upperBound) }
        // Contradiction, as of rounded totals: from what one side allows to what the other demands.
        return min(low, high)...max(low, high)
    }

    /// The newest total and the day (from day 0) whose end it describes.
    public var latest: (day: Int, total: ClosedRange<Double>)? {
        for offset in days.indices.reversed() {
            if let total = total(atEndOf: offset) { return (offset, total) }
        }
        return nil
    }

    /// The days on which the curve can have passed `threshold`: from the first whose most reaches it to the first
    /// whose least does. `nil` while it is not certain to have been passed.
    public func days(passing threshold: Double) -> ClosedRange<Day>? {
        var earliest: Int?
        for offset in days.indices {
            let total = bounds(atEndOf: offset)
            if total.upperBound >= threshold { earliest = earliest ?? offset }
            if total.lowerBound >= threshold {
                return day0.advanced(by: earliest ?? offset)...day0.advanced(by: offset)
            }
        }
        return nil
    }

    /// What a run of days can have been together, using that the days of one sum make up its value.
    private func sum(_ range: ClosedRange<Int>) -> ClosedRange<Double> {
        var low = 0.0
        var high = 0.0
        var inSums: Set<Int> = []
        for segment in sums {
            let offsets = segment.days.map { $0 - day0.number }
            let inside = offsets.filter(range.contains)
            guard !inside.isEmpty else { continue }
            inSums.formUnion(inside)
            let outside = offsets.filter { !range.contains($0) }
            let value = Double(segment.value)
            func total(_ offsets: [Int], _ bound: (ClosedRange<Double>) -> Double) -> Double {
                offsets.reduce(0) { $0 + bound(days[$1]) }
            }
            low += max(total(inside, \.lowerBound), value - total(outside, \.upperBound))
            high += min(total(inside, \.upperBound), value - total(outside, \.lowerBound))
        }
        for offset in range where !inSums.contains(offset) {
            low += days[offset].lowerBound
            high += days[offset].upperBound
        }
        return low...max(low, high)
    }
}
