import Canvas
import Growth
import Market

/// The rank milestones of one chart on one line, the best first: "◆ #1 13:55  ◆ top 10 13:54  ◆ top 100 13:48".
struct RankMilestoneText {
    private let milestones: [Milestone]
    private let instant: Timestamp
    private let zone: TimeZoneTable

    init(_ milestones: [Milestone], asOf instant: Timestamp, in zone: TimeZoneTable) {
        self.milestones = milestones
        self.instant = instant
        self.zone = zone
    }

    /// Returns the styled text, with two spaces in front of each milestone.
    ///
    /// - Parameters:
    ///   - first: The index of the first milestone that is followed by its time.
    ///   - width: The available columns. Milestones at the end are replaced by their number, "+2 more", if they don't
    ///     fit; the first one is never omitted.
    func pieces(timesFrom first: Int = 0, width: Int = .max, theme: Theme) -> [StyledText] {
        let all = milestones.enumerated().map { index, milestone in
            let sign = milestone.threshold > 1 ? "top " : "#"
            let when = index < first ? "" : " \(Self.time(milestone.latest, asOf: instant, in: zone))"
            return [
                StyledText("  \(Symbol.milestone) \(sign)\(milestone.threshold)", theme.milestone),
                StyledText(when, theme.faint),
            ]
        }
        for count in stride(from: all.count, to: 1, by: -1) {
            let pieces = all.prefix(count).flatMap(\.self) + Self.more(all.count - count, theme: theme)
            if pieces.width <= width { return pieces }
        }
        return (all.first ?? []) + Self.more(all.count - 1, theme: theme)
    }

    /// Returns the number of items that are left out, with two spaces in front; empty if there are none.
    static func more(_ count: Int, theme: Theme) -> [StyledText] {
        count > 0 ? [StyledText("  +\(count) more", theme.faint)] : []
    }

    /// Returns a milestone's time as text: "13:55", "Mar 4 13:55" on another day, "Mar 4" if only the day is known,
    /// "Mar 4, 2025" in another year.
    static func time(_ time: Timestamp, asOf instant: Timestamp, in zone: TimeZoneTable) -> String {
        let (day, today) = (time.isDayEnd ? time.day : zone.local(time).day, zone.local(instant).day)
        guard day.civil.year == today.civil.year else { return TimeFormat.long(day) }
        guard !time.isDayEnd else { return TimeFormat.short(day) }
        let clock = TimeFormat.clock(time, in: zone)
        return day == today ? clock : "\(TimeFormat.short(day)) \(clock)"
    }
}
