import History
public import Market

/// The apps that a rule applies to.
public enum AlertApps: Hashable, Sendable {
    /// The apps on the watchlist at the time of evaluation.
    case watchlist
    /// Every app that is ranked, or that has download counts or ratings.
    case any
    case one(AppID)

    /// Parses an app's id, `watchlist` or `any`. Empty text is the same as `watchlist`.
    ///
    /// - Throws: `InvalidText` for any other text.
    public init(_ text: String) throws(InvalidText) {
        switch text.lowercased() {
        case "watchlist", "": self = .watchlist
        case "any": self = .any
        case "watched": throw InvalidText("\"watched\" was renamed to \"watchlist\"")
        default:
            do throws(InvalidText) {
                self = .one(try AppID.parse(text))
            } catch {
                throw InvalidText("\(error.problem); or use \"watchlist\" or \"any\"")
            }
        }
    }

    /// Returns whether the rule applies to an app.
    func contain(_ app: AppID, _ ledger: LedgerSnapshot) -> Bool {
        switch self {
        case .any: true
        case .one(let one): one == app
        case .watchlist: ledger.watchlist.contains(app)
        }
    }

    /// The text that ``init(_:)`` parses.
    public var text: String {
        switch self {
        case .watchlist: "watchlist"
        case .any: "any"
        case .one(let app): app.text
        }
    }
}
