/// The days that a figure speaks of.
public enum Period: Hashable, Sendable {
    /// One day: its downloads, or a rank seen on it.
    case day(Day)
    /// A sum over days that need not follow one another; sorted, at least two.
    case days([Day])
    /// Everything from the launch's day 0 to the end of this day.
    case through(Day)

    public var firstDay: Day? {
        switch self {
        case .day(let day): day
        case .days(let days): days.first
        case .through: nil
        }
    }

    public var lastDay: Day {
        switch self {
        case .day(let day), .through(let day): day
        case .days(let days): days[days.count - 1]
        }
    }

    /// From when on the figure is true: the last second of its last day.
    public var standsFrom: Timestamp { lastDay.lastSecond }
}
