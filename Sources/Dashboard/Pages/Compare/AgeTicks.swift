import Canvas
import Market

/// Labels for an axis of ages: "D3" where day 3 begins, and "6h" within a day if there is room.
enum AgeTicks {
    /// The possible distances between labels, in seconds. The smallest distance that leaves enough room is used.
    private static let steps: [Int64] =
        [3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600] + [1, 2, 7, 14, 30, 90].map { $0 * Day.secondsPerDay }
    /// The length of the longest axis with hour labels, in seconds.
    private static let longestWithHours = 3 * Day.secondsPerDay
    /// The minimum number of columns per label, including a space.
    private static let room: Int64 = 5

    /// Returns the labels for a range of ages, in seconds, on an axis of `width` columns.
    static func ticks(over ages: ClosedRange<Int64>, width: Int) -> [TimeAxis.Tick] {
        let length = ages.upperBound - ages.lowerBound
        let minimum = length <= longestWithHours ? 3600 : Day.secondsPerDay
        let step = steps.first { $0 >= minimum && length / $0 * room <= Int64(width) } ?? 90 * Day.secondsPerDay
        let first = ages.lowerBound.dividedRoundingDown(by: step) * step
        return stride(from: first, through: ages.upperBound, by: Int64.Stride(step))
            .filter { ages.contains($0) }
            .map { TimeAxis.Tick(time: $0, label: label($0)) }
    }

    private static func label(_ age: Int64) -> String {
        let day = age.dividedRoundingDown(by: Day.secondsPerDay)
        let hour = (age - day * Day.secondsPerDay) / 3600
        if hour > 0 { return "\(hour)h" }
        return day == 0 ? "0" : "D\(day)"
    }
}
