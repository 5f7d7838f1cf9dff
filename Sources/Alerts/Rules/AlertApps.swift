public import Market

/// Which apps a rule is about.
public enum AlertApps: Hashable, Sendable {
    /// Those that are watched when it is looked.
    case watched
    /// Whatever is on a chart, or counted.
    case any
    case one(AppID)

    /// Reads an app's id, `watched` or `any`.
    public init?(_ text: String) {
        switch text.lowercased() {
        case "watched", "": self = .watched
        case "any": self = .any
        default:
            guard let app = AppID(stored: text) else { return nil }
            self = .one(app)
        }
    }
}
