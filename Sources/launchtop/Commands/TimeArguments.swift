import ArgumentParser
import Dashboard
import Market

/// An instant on the command line: `2025-10-03T14:00:00Z`, `2025-10-03 14:00`, or a date, which means its last second,
/// when the day's figures stand.
struct InstantArgument: ExpressibleByArgument {
    let instant: Timestamp

    init?(argument: String) {
        guard let instant = Timestamp(iso8601: argument) ?? Day(iso8601: argument)?.lastSecond else { return nil }
        self.instant = instant
    }
}

/// A length of time: `30s`, `15m`, `24h`, `7d`.
struct DurationArgument: ExpressibleByArgument {
    let seconds: Int64

    init(seconds: Int64) { self.seconds = seconds }

    init?(argument: String) {
        guard let seconds = TimeEntry.duration(argument) else { return nil }
        self.seconds = seconds
    }

    var defaultValueDescription: String {
        seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds / 60)m"
    }
}
