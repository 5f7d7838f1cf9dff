public import Market

extension ListingSeries {
    /// Returns the number of ratings added on each of some days, up to an instant. The store removes ratings from time to
    /// time, which isn't subtracted.
    ///
    /// A day is left out unless the count was seen within six hours before its beginning and within six hours before its
    /// end, or before the instant if the day hasn't ended.
    ///
    /// - Parameter offset: The number of seconds after midnight UTC at which days begin.
    /// - Complexity: O(points within the days).
    public func ratingsAdded(
        on days: ClosedRange<Day>,
        beginningAt offset: Int64 = 0,
        asOf instant: Timestamp
    ) -> [Day: Int64] {
        let tolerance = Day.secondsPerDay / 4
        let points = points(
            from: days.lowerBound.start + offset,
            to: min(instant, days.upperBound.start + offset + Day.secondsPerDay)
        )
        .filter { $0.state.ratingCount != nil }
        var added: [Day: Int64] = [:]
        var (next, current) = (0, ListingPoint?.none)
        for day in days {
            let start = day.start + offset
            let end = min(instant, start + Day.secondsPerDay)
            while next < points.count, points[next].since <= start { (current, next) = (points[next], next + 1) }
            let before = current
            var sum: Int64 = 0
            while next < points.count, points[next].since <= end {
                let (count, last) = (points[next].state.ratingCount ?? 0, current?.state.ratingCount)
                if let last, count > last { sum += count - last }
                (current, next) = (points[next], next + 1)
            }
            guard start < instant, let before, before.seen >= start - tolerance,
                let current, current.seen >= end - tolerance
            else { continue }
            added[day] = sum
        }
        return added
    }
}
