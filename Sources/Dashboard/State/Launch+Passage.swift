import Market

extension Launch {
    /// Days without a figure after which a launch's first time counts as told.
    private static let silence = 14
    /// Days after the last figure of that time within which an event still belongs to it.
    private static let afterword = 2

    /// What a replay of the launch plays: from the beginning of day 0 to the last figure before a fortnight in which
    /// none becomes known, or to what happened within two days of it.
    ///
    /// Publishers tell of days, then of weeks, and years later once more of all of it. For Sora that is 30 Sep to
    /// 8 Oct 2025, when the million was claimed; the ranks of November, the sums of winter and the end of the app are
    /// reached by going on from there. Where the first figure comes late, what was before is silence, and it is played
    /// to that figure. A launch of which nothing is known has a week.
    var passage: TimeRange {
        let days = observations.map(\.period.lastDay).filter { $0 >= day0 }.sorted()
        let happened = events.map(\.day).filter { $0 >= day0 }.sorted()
        guard var last = days.first ?? happened.first else {
            return TimeRange(day0.start, day0.advanced(by: 6).lastSecond)
        }
        for day in days {
            guard last.distance(to: day) <= Self.silence else { break }
            last = day
        }
        let end = happened.last { $0 >= last && last.distance(to: $0) <= Self.afterword } ?? last
        return TimeRange(day0.start, end.lastSecond)
    }

    /// All that is known of it, at least its first eight days.
    var known: TimeRange {
        let instants = observations.map(\.period.standsFrom) + events.map(\.day.lastSecond)
        let week = day0.advanced(by: 7).lastSecond
        return TimeRange(min(day0.start, instants.min() ?? day0.start), max(week, instants.max() ?? week))
    }
}
