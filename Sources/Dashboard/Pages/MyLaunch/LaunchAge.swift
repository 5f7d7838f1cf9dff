import Market

/// The time since an app's launch.
enum LaunchAge: Hashable, Sendable {
    /// Seconds since the launch time; negative before it.
    case exact(Int64)
    /// Days since day 0 if only the day is known; negative before it.
    case days(Int)

    /// The age in days from which hours and minutes are omitted.
    private static let longestWithHours = 100

    /// Creates the age from the launch time entered by the user, otherwise from the documented day 0.
    ///
    /// - Returns: `nil` if neither is known.
    init?(of watched: WatchedApp, documented: Launch?, asOf instant: Timestamp) {
        if let launch = watched.launch {
            self = .exact(instant - launch)
        } else if let documented {
            self = .days(documented.day0.distance(to: instant.day))
        } else {
            return nil
        }
    }

    /// Full days since the launch: 0 on the first day.
    var day: Int {
        switch self {
        case .exact(let seconds): Int(seconds.dividedRoundingDown(by: Day.secondsPerDay))
        case .days(let days): days
        }
    }

    /// Whether the launch is in the future.
    var isBeforeLaunch: Bool { day < 0 }

    /// The age as text: "day 0, 6 h 12 m", "day 3", "launches in 2 d", "launches in 6 h 12 m".
    var text: String {
        switch self {
        case .days(let days): days < 0 ? "launches in \(-days) d" : "day \(days)"
        case .exact(let seconds) where seconds < 0:
            seconds < -2 * Day.secondsPerDay ? "launches in \(-day) d" : "launches in \(Self.clock(-seconds))"
        case .exact(let seconds):
            day < Self.longestWithHours ? "day \(day), \(Self.clock(seconds % Day.secondsPerDay))" : "day \(day)"
        }
    }

    /// Returns a duration in hours and minutes: "6 h 12 m", "12 m".
    private static func clock(_ seconds: Int64) -> String {
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours) h \(minutes) m" : "\(minutes) m"
    }
}
