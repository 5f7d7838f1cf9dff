import ArgumentParser
import Dashboard
import Market
import Settings
import Setup

extension TypedTime: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// A polling interval on the command line, with the same syntax and limits as in the config file.
struct IntervalArgument: ExpressibleByArgument {
    private let text: String

    init?(argument: String) { text = argument }

    /// Returns the interval in seconds.
    ///
    /// - Parameter option: The name of the option, for the error message.
    /// - Throws: An error if the text isn't a duration, or if the interval is too short or too long.
    func seconds(of option: String) throws(ArgumentParser.ValidationError) -> Int64 {
        if let seconds = PollingInterval.seconds(text) { return seconds }
        throw ArgumentParser.ValidationError(
            "\(option): invalid interval \(InvalidText.quoted(text)); use \(PollingInterval.expected)"
        )
    }
}

/// A duration on the command line, such as `30s`, `15m`, `24h` or `7d`.
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
