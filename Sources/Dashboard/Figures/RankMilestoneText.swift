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
    ///   - width: The available columns. Milestones at the end are omitted if they don't fit; the first one is never
    ///     omitted.
    func pieces(timesFrom first: Int = 0, width: Int = .max, theme: Theme) -> [StyledText] {
        var pieces: [StyledText] = []
        for (index, milestone) in milestones.enumerated() {
            let sign = milestone.threshold > 3 ? "top " : "#"
            let when = index < first ? "" : " \(Self.time(milestone.latest, asOf: instant, in: zone))"
            let next = [
                StyledText("  \(Symbol.milestone) \(sign)\(milestone.threshold)", theme.milestone),
                StyledText(when, theme.faint),
            ]
            guard pieces.isEmpty || pieces.width + next.width <= width else { break }
            pieces += next
        }
        return pieces
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
