/// The days that a figure describes.
public enum Period: Hashable, Sendable {
    /// One day, for its downloads or a rank reached on it.
    case day(Day)
    /// A sum over at least two days, sorted, not necessarily consecutive. For metrics that don't add up, such as monthly
    /// users, the count over these days.
    case days([Day])
    /// Everything from the launch's day 0 to the end of this day.
    case through(Day)
    /// The value of a counter at the end of this day, which may have started before day 0, as in a surge.
    case total(Day)
    /// One unspecified day in a range, such as that of the best rank within two weeks.
    case within(ClosedRange<Day>)

    /// The first day; `nil` if there is none or it is before the documented time.
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

    /// The time from which the figure is true: the last second of its last day.
    public var knownFrom: Timestamp { lastDay.lastSecond }
}
