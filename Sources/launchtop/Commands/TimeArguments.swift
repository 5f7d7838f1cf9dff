import ArgumentParser
import Dashboard
import Market

/// An instant on the command line, as the key that goes to a time takes it. What it means hangs on the page: its launch,
/// its markers, and where it stands.
struct InstantArgument: ExpressibleByArgument {
    private let text: String

    /// What can be written, for a person.
    static let help = "Such as \(TimeEntry.examples)."

    init?(argument: String) { text = argument }

    /// - Parameters:
    ///   - state: the page, standing where it does without the option.
    ///   - option: its name, for the sentence about what is no time.
    func instant(on state: DashboardState, _ option: String = "--at") throws(ArgumentParser.ValidationError)
        -> Timestamp
    {
        if let instant = state.instant(typed: text) { return instant }
        throw ArgumentParser.ValidationError("\(option): \(TimeEntry.problem(with: text))")
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
