/// The days that a figure speaks of.
public enum Period: Hashable, Sendable {
    /// One day: its downloads, or a rank seen on it.
    case day(Day)
    /// A sum over days that need not follow one another; sorted, at least two. Of what does not add up, such as people
    /// who use an app in a month, it is the count over these days.
    case days([Day])
    /// Everything from the launch's day 0 to the end of this day.
    case through(Day)
    /// What a counter said at the end of this day, whenever it began to count: of a surge, that was before day 0.
    case total(Day)
    /// One day of these, which of them is not said: the best rank of a fortnight, the highest day of a month.
    case within(ClosedRange<Day>)

    /// `nil` where the figure has no first day, or had it before anything that is told here.
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

    /// From when on the figure is true: the last second of its last day.
    public var standsFrom: Timestamp { lastDay.lastSecond }
}
