public import Market

/// The downloads on each weekday relative to the mean: mean(d on weekday k) / mean(d) over four weeks.
public struct WeekdayIndex: Hashable, Sendable {
    /// The number of days that the index covers.
    public static let days = 28
    /// Minimum number of known days per weekday.
    public static let minimumOfEach = 2

    /// The index of each day from Monday to Sunday: 1 is the mean, and `nil` means that fewer than two such days are
    /// known.
    public let values: [Double?]
    /// The number of known days, up to 28.
    public let known: Int

    /// Creates an index.
    ///
    /// - Parameter end: The last of the 28 days. Days known only within a sum are ignored.
    /// - Returns: `nil` if fewer than 14 days are known, or their total is 0.
    /// - Complexity: O(28 · sums of days).
    public init?(of curve: DownloadCurve, through end: Day) {
        let days = (0..<Self.days).compactMap { back -> (weekday: Int, value: Double)? in
            let day = end.advanced(by: -back)
            let offset = curve.day0.distance(to: day)
            guard let value = curve.added(during: offset...offset), value.lowerBound == value.upperBound else {
                return nil
            }
            return (day.weekday, value.lowerBound)
        }
        let mean = days.reduce(0) { $0 + $1.value } / Double(max(1, days.count))
        guard days.count >= Self.days / 2, mean > 0 else { return nil }
        known = days.count
        values = (0..<7).map { weekday in
            let those = days.filter { $0.weekday == weekday }.map(\.value)
            return those.count < Self.minimumOfEach ? nil : those.reduce(0, +) / Double(those.count) / mean
        }
    }
}
