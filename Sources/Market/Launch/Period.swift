/// The days that a figure describes.
public enum Period: Hashable, Sendable {
    /// One day, such as the day of a rank or of a download count.
    case day(Day)
    /// At least two days, sorted and not necessarily consecutive. The figure is the sum over these days or, for a
    /// metric that can't be added up, such as monthly users, the count for the whole period.
    case days([Day])
    /// The days from the launch's day 0 through this day.
    case through(Day)
    /// All time through the end of this day. The count may have started before day 0, as in a surge.
    case total(Day)
    /// One unknown day in a range, such as the day of the best rank within two weeks.
    case within(ClosedRange<Day>)

    /// The first day; `nil` if the figure counts from day 0 or from an unknown start.
    public var firstDay: Day? {
        switch self {
        case .day(let day): day
        case .days(let days): days.first
        case .within(let days): days.lowerBound
        case .through, .total: nil
        }
    }

    public var lastDay: Day {
        switch self {
        case .day(let day), .through(let day), .total(let day): day
        case .days(let days): days[days.count - 1]
        case .within(let days): days.upperBound
        }
    }

    /// The time from which the figure is known: the last second of its last day.
    public var knownFrom: Timestamp { lastDay.lastSecond }
}
