import Market

extension Launch {
    /// The maximum number of days between two figures of the launch period. A longer gap ends the period.
    private static let maximumGap = 14
    /// The number of days after the last figure within which an event extends the launch period.
    private static let eventGrace = 2

    /// The launch period, which a replay plays. It lasts from the start of day 0 to the last figure before a gap of
    /// more than 14 days, or to an event within two days of that figure.
    ///
    /// Publishers report the first days in detail, then weeks, and only totals in later years. For Sora, the period is
    /// Sep 30 to Oct 8, 2025. Later ranks, totals and events can still be reached on the timeline. If the first figure
    /// is late, the period lasts until that figure. A launch without data has a period of seven days.
    var passage: TimeRange {
        let days = observations.map(\.period.lastDay).filter { $0 >= day0 }.sorted()
        let eventDays = events.map(\.day).filter { $0 >= day0 }.sorted()
        guard var last = days.first ?? eventDays.first else {
            return TimeRange(day0.start, day0.advanced(by: 6).lastSecond)
        }
        for day in days {
            guard last.distance(to: day) <= Self.maximumGap else { break }
            last = day
        }
        let end = eventDays.last { $0 >= last && last.distance(to: $0) <= Self.eventGrace } ?? last
        return TimeRange(day0.start, end.lastSecond)
    }

    /// The time range of all data about the launch, which includes at least its first eight days.
    var known: TimeRange {
        let instants = observations.map(\.period.knownFrom) + events.map(\.day.lastSecond)
        let week = day0.advanced(by: 7).lastSecond
        return TimeRange(min(day0.start, instants.min() ?? day0.start), max(week, instants.max() ?? week))
    }
}
