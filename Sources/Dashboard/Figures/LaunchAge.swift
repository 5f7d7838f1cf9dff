import Market

/// The time since an app's launch.
struct LaunchAge: Hashable, Sendable {
    let start: LaunchStart
    let instant: Timestamp

    /// The minimum age, in days, at which hours and minutes are omitted.
    private static let longestWithHours = 100

    /// The number of the current day since the launch: 0 for the first 24 hours, negative before the launch.
    var day: Int { start.day(at: instant) }

    private var seconds: Int64 { instant - start.time }

    /// The age as text: "day 0, 6 h 12 m", "day 3", "launches in 2 d", "launches in 6 h 12 m".
    var text: String {
        guard start.hasTime else { return day < 0 ? "launches in \(-day) d" : "day \(day)" }
        guard seconds >= 0 else {
            return seconds < -2 * Day.secondsPerDay
                ? "launches in \(-day) d" : "launches in \(Self.clock(-seconds))"
        }
        return day < Self.longestWithHours ? "day \(day), \(Self.clock(seconds % Day.secondsPerDay))" : "day \(day)"
    }

    /// Returns a duration in hours and minutes: "6 h 12 m", "12 m".
    private static func clock(_ seconds: Int64) -> String {
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours) h \(minutes) m" : "\(minutes) m"
    }
}
