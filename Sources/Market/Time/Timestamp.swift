/// An instant in whole seconds since 1970-01-01T00:00:00Z, not counting leap seconds (POSIX time).
///
/// Seconds are precise enough: the fastest chart feed changes every 15 minutes.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }

    /// The UTC day of this instant.
    public var day: Day { Day(number: Int(seconds.dividedRoundingDown(by: Day.secondsPerDay))) }

    /// The number of seconds since midnight UTC, 0 to 86,399.
    public var secondOfDay: Int { Int(seconds - Int64(day.number) * Day.secondsPerDay) }

    /// Whether this is the last second of a UTC day, the time used for figures known only by day.
    public var isDayEnd: Bool { secondOfDay == Int(Day.secondsPerDay) - 1 }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    public static func + (instant: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(seconds: instant.seconds + seconds)
    }

    public static func - (instant: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(seconds: instant.seconds - seconds)
    }

    /// Returns the number of seconds from `right` to `left`.
    public static func - (left: Timestamp, right: Timestamp) -> Int64 { left.seconds - right.seconds }
}

extension Int64 {
    /// Returns the quotient rounded toward minus infinity, so that instants before 1970 fall into the correct bucket.
    ///
    /// - Precondition: `divisor` is positive.
    package func dividedRoundingDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
