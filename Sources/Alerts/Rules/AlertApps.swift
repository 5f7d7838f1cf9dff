public import Market

/// Which apps a rule is about.
public enum AlertApps: Hashable, Sendable {
    /// Those that are watched when it is looked.
    case watchlist
    /// Whatever is on a chart, or counted.
    case any
    case one(AppID)

    /// Reads an app's id, `watchlist` or `any`.
    ///
    /// - Throws: `InvalidText` for any other text.
    public init(_ text: String) throws(InvalidText) {
        switch text.lowercased() {
        case "watched", "": self = .watchlist
        case "any": self = .any
        default:
            do throws(InvalidText) {
                self = .one(try AppID.parse(text))
            } catch {
                throw InvalidText("\(error.problem), or watched or any")
            }
        }
    }
}
