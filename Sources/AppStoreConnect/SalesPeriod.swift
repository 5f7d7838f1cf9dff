public import Market

/// The period that a sales report covers: a day, a week from Monday to Sunday, or a month.
public struct SalesPeriod: Hashable, Comparable, Sendable {
    /// The length of a period. The raw value is the one in requests.
    public enum Frequency: String, CaseIterable, Hashable, Sendable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"

        /// The word for a report of this length, such as "daily".
        public var name: String { rawValue.lowercased() }
    }

    public let frequency: Frequency
    public let firstDay: Day
    public let lastDay: Day

    /// Creates the period of a length that contains a day.
    public init(_ frequency: Frequency, containing day: Day) {
        self.frequency = frequency
        switch frequency {
        case .daily: (firstDay, lastDay) = (day, day)
        case .weekly:
            firstDay = day.advanced(by: -day.weekday)
            lastDay = firstDay.advanced(by: 6)
        case .monthly:
            firstDay = day.advanced(by: 1 - day.civil.day)
            // The first day of the next month is at most 31 days later.
            let next = firstDay.advanced(by: 31)
            lastDay = next.advanced(by: -next.civil.day)
        }
    }

    public static func day(_ day: Day) -> SalesPeriod { SalesPeriod(.daily, containing: day) }

    public var days: ClosedRange<Day> { firstDay...lastDay }

    /// The date in requests: `2026-03-10` for a day, the Sunday for a week, and `2026-03` for a month.
    public var reportDate: String {
        frequency == .monthly ? String(firstDay.iso8601.prefix(7)) : lastDay.iso8601
    }

    /// The period in messages, such as `2026-03-10`, `week to 2026-03-15` or `2026-03`.
    public var label: String { frequency == .weekly ? "week to \(reportDate)" : reportDate }

    /// Orders periods by their last day, then the shorter one first.
    public static func < (left: SalesPeriod, right: SalesPeriod) -> Bool {
        (left.lastDay, right.firstDay) < (right.lastDay, left.firstDay)
    }
}
