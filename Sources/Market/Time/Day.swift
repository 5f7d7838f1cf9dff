/// A UTC day in the proleptic Gregorian calendar, stored as the number of days since 1970-01-01.
///
/// Conversions follow Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (2013), which need no
/// tables and no Foundation.
public struct Day: Hashable, Comparable, Strideable, Sendable {
    public static let secondsPerDay: Int64 = 86_400

    /// The number of days since 1970-01-01, negative for earlier days.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// Creates a day from a date.
    ///
    /// - Returns: The day; `nil` if the date doesn't exist, such as February 30, or the year isn't from 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, in: year)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// The date: year, month (1–12) and day of the month (1–31).
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The weekday, from 0 for Monday to 6 for Sunday.
    public var weekday: Int { (number % 7 + 10) % 7 }

    public var start: Timestamp { Timestamp(seconds: Int64(number) * Day.secondsPerDay) }

    /// The last second of the day, 23:59:59, used as the time of figures known only by day. At an earlier time, the
    /// figure wouldn't be complete yet; at midnight, it would look like a figure for the next day.
    public var lastSecond: Timestamp { Timestamp(seconds: Int64(number + 1) * Day.secondsPerDay - 1) }

    public func distance(to other: Day) -> Int { other.number - number }
    public func advanced(by days: Int) -> Day { Day(number: number + days) }
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
