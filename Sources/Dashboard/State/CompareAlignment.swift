public import Market

/// Which instant of each launch is laid upon that of the others.
public enum CompareAlignment: Hashable, Sendable {
    /// The first day of public availability; of an app without a documented launch, when it was first known.
    case day0
    /// When it was first seen at a rank or better, in the chart that is compared; `nil` is any rank.
    case rank(Rank?)
    /// The day of the documented event whose text holds these words.
    case event(String)

    /// The ranks that are offered.
    static let ranks = [100, 10, 3, 1].compactMap(Rank.init)

    /// From what is typed: `day0`, `first-rank`, `#1`, or words of an event's text.
    ///
    /// - Returns: `nil` for no words, and for a rank that there is not.
    public init?(_ text: String) {
        let words = DashboardState.trimmed(text)
        switch words.lowercased() {
        case "": return nil
        case "day0", "day-0", "day 0": self = .day0
        case "first-rank", "first rank": self = .rank(nil)
        case let typed where typed.hasPrefix("#"):
            guard let rank = Int(typed.dropFirst()).flatMap(Rank.init) else { return nil }
            self = .rank(rank)
        default: self = .event(words)
        }
    }

    /// What is typed for it.
    public var typed: String {
        switch self {
        case .day0: "day0"
        case .rank(nil): "first-rank"
        case .rank(let rank?): "#\(rank.value)"
        case .event(let words): words
        }
    }

    /// "day 0", "the first rank", "#1", "#10 or better", "“android”".
    var words: String {
        switch self {
        case .day0: "day 0"
        case .rank(nil): "the first rank"
        case .rank(let rank?): rank == .first ? "#1" : "#\(rank.value) or better"
        case .event(let words): "“\(words)”"
        }
    }

    /// " after #1", where ages are not those since day 0.
    var suffix: String {
        switch self {
        case .day0: ""
        case .rank(let rank?): " after #\(rank.value)"
        default: " after \(words)"
        }
    }
}
