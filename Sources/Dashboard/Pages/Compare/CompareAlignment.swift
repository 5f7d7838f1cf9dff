public import Market

/// The instant at which compared launches are aligned.
public enum CompareAlignment: Hashable, Sendable {
    /// The first day of public availability; the time of the first data for an app without a documented launch.
    case day0
    /// The first time that the app had this rank or a better one in the compared chart. If the rank is `nil`, any rank
    /// qualifies.
    case rank(Rank?)
    /// The day of the documented event whose text contains these words.
    case event(String)

    /// The ranks offered in the picker.
    static let ranks = [100, 10, 3, 1].compactMap(Rank.init)

    /// Parses `day0`, `first-rank`, `#1`, or words of an event's text.
    ///
    /// - Returns: `nil` for empty text and invalid ranks.
    public init?(_ text: String) {
        let trimmed = DashboardState.trimmed(text)
        switch trimmed.lowercased() {
        case "": return nil
        case "day0", "day-0", "day 0": self = .day0
        case "first-rank", "first rank": self = .rank(nil)
        case let typed where typed.hasPrefix("#"):
            guard let rank = Int(typed.dropFirst()).flatMap(Rank.init) else { return nil }
            self = .rank(rank)
        default: self = .event(trimmed)
        }
    }

    /// The alignment as text that ``init(_:)`` parses.
    public var typed: String {
        switch self {
        case .day0: "day0"
        case .rank(nil): "first-rank"
        case .rank(let rank?): "#\(rank.value)"
        case .event(let words): words
        }
    }

    /// The alignment as text for display: "day 0", "the first rank", "#1", "#10 or better", "\"android\"".
    var label: String {
        switch self {
        case .day0: "day 0"
        case .rank(nil): "the first rank"
        case .rank(let rank?): rank == .first ? "#1" : "#\(rank.value) or better"
        case .event(let words): "\"\(words)\""
        }
    }

    /// The text appended to an age: " after #1"; empty for day 0.
    var suffix: String {
        switch self {
        case .day0: ""
        case .rank(let rank?): " after #\(rank.value)"
        default: " after \(label)"
        }
    }
}
