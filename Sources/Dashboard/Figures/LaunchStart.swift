public import Market

/// The start of a launch, from which all days are counted.
///
/// Day N begins N × 24 hours after the launch time, so day 0 is the first 24 hours. If only the launch date is known,
/// the launch time is 00:00 UTC on that date, and day N is a UTC date. Daily counts have a date but no time, so their
/// day 0 is always the launch date.
public struct LaunchStart: Hashable, Sendable {
    /// The launch time.
    public let time: Timestamp
    /// Whether the launch time is known, and not just the date.
    let hasTime: Bool

    /// Returns the start of an app's launch as text, and where it comes from: the user, who enters a time, or the launch
    /// file, which has a date: "Mar 4, 2026, 09:00 UTC (entered by you)", "Sep 30, 2025 (launch file)".
    func text(in zone: TimeZoneTable = .utc) -> String {
        hasTime
            ? "\(TimeFormat.dayAndClock(time, in: zone)) (entered by you)"
            : "\(TimeFormat.long(time.day)) (launch file)"
    }

    /// Creates the start of a launch whose time is known.
    public init(at time: Timestamp) { (self.time, hasTime) = (time, true) }

    /// Creates the start of a launch whose date is known, but not its time.
    public init(on date: Day) { (time, hasTime) = (date.start, false) }

    /// Creates the start of an app's launch: the time entered by the user, otherwise the documented date.
    ///
    /// - Returns: `nil` if neither is known.
    init?(of watched: WatchedApp?, documented: Launch?) {
        if let launch = watched?.launch {
            self.init(at: launch)
        } else if let documented {
            self.init(on: documented.day0)
        } else {
            return nil
        }
    }

    /// Returns the number of the day that contains an instant; negative before the launch.
    func day(at instant: Timestamp) -> Int { Int((instant - time).dividedRoundingDown(by: Day.secondsPerDay)) }

    /// Returns the day number of a daily count with the given date; negative before the launch.
    func day(on date: Day) -> Int { time.day.distance(to: date) }

    /// Returns the start of the day with the given number.
    func start(ofDay day: Int) -> Timestamp { time + Int64(day) * Day.secondsPerDay }

    /// Returns the last second of the day with the given number.
    func end(ofDay day: Int) -> Timestamp { start(ofDay: day + 1) - 1 }
}
