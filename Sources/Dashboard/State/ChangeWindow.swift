/// The time over which changes are measured.
public enum ChangeWindow: Hashable, Sendable {
    case seconds(Int64)
    /// The time since the launch, or since the beginning of the data if there is no launch.
    case sinceLaunch

    static let presets: [ChangeWindow] = [
        .seconds(600), .seconds(3600), .seconds(86_400), .seconds(7 * 86_400), .sinceLaunch,
    ]

    var label: String {
        switch self {
        case .seconds(let seconds) where seconds % 86_400 == 0 && seconds > 86_400: "\(seconds / 86_400) days"
        case .seconds(let seconds) where seconds % 3600 == 0: "\(seconds / 3600) h"
        case .seconds(let seconds): "\(seconds / 60) min"
        case .sinceLaunch: "since launch"
        }
    }

    /// Creates a window from typed text: `24h`, `7d` or `launch`. Returns `nil` for other text, and for durations of
    /// less than one minute or more than ten years.
    init?(typed text: String) {
        let word = text.lowercased()
        if word == "launch" || word == "since launch" {
            self = .sinceLaunch
        } else if let seconds = TimeEntry.duration(word), (60...(10 * 366 * 86_400)).contains(seconds) {
            self = .seconds(seconds)
        } else {
            return nil
        }
    }
}
