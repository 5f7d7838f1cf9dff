/// An app store that publishes charts.
public enum Store: String, CaseIterable, Comparable, Hashable, Sendable {
    case appStore = "appstore"
    case googlePlay = "googleplay"

    /// The display name, such as "App Store".
    public var name: String {
        switch self {
        case .appStore: "App Store"
        case .googlePlay: "Google Play"
        }
    }

    /// Creates a store from its code or a name that collectors use ("apple", "ios", "App Store", "play", …), ignoring
    /// case; `nil` if there is no such store.
    public init?(anyName text: String) {
        switch text.lowercased().filter({ $0.isLetter }) {
        case "appstore", "apple", "ios", "itunes": self = .appStore
        case "googleplay", "google", "play", "android": self = .googlePlay
        default: return nil
        }
    }

    public static func < (left: Store, right: Store) -> Bool { left.rawValue < right.rawValue }
}
