/// The URL of an app's page in a store, as people paste it and scrapers write it.
public struct StoreAddress: Hashable, Sendable {
    public let store: Store
    /// The app id in the URL, not validated, such as `1700000001` or `com.example.app`; `nil` if there is none.
    public let app: String?
    /// The storefront code in the URL, not validated, such as `us`; `nil` if there is none.
    public let storefront: String?

    /// Parses the URL of an app's page, such as `https://apps.apple.com/us/app/example/id1700000001?mt=8` or
    /// `play.google.com/store/apps/details?id=com.example.app&gl=us`, with or without the scheme.
    ///
    /// - Returns: The parts of the URL; `nil` if the text isn't the URL of a store.
    /// - Complexity: O(length).
    public init?(_ text: String) {
        var rest = Substring(text)
        if let scheme = Self.schemes.first(where: { rest.lowercased().hasPrefix($0) }) {
            rest = rest.dropFirst(scheme.count)
        }
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        let host = rest[..<slash].lowercased()
        let path = rest[slash...].prefix { $0 != "?" && $0 != "#" }
        let query = rest[path.endIndex...].dropFirst().prefix { $0 != "#" }
        let parts = path.split(separator: "/")
        switch host {
        case "apps.apple.com", "itunes.apple.com":
            store = .appStore
            app = parts.last.flatMap(Self.number)
            // `/app/id1700000001` has no storefront.
            storefront = parts.first.flatMap { $0.utf8.count == 2 ? String($0) : nil }
        case "play.google.com":
            store = .googlePlay
            app = Self.value(of: "id", in: query)
            storefront = Self.value(of: "gl", in: query)
        default: return nil
        }
    }

    /// Returns the URL of an app's page: `https://apps.apple.com/us/app/id1700000001`, or
    /// `https://play.google.com/store/apps/details?id=com.example.app&gl=US`.
    ///
    /// - Parameter storefront: The storefront of the page. If `nil`, the store's website chooses one.
    /// - Returns: The URL; `nil` if the id isn't assigned by a store, such as the placeholder of an unknown id.
    public static func text(of app: AppID, in storefront: Storefront? = nil) -> String? {
        guard (try? AppID.parse(app.text)) == app else { return nil }
        switch app.store {
        case .appStore: return "https://apps.apple.com/\(storefront.map { "\($0.code)/" } ?? "")app/id\(app.text)"
        case .googlePlay:
            let country = storefront.map { "&gl=\($0.label)" } ?? ""
            return "https://play.google.com/store/apps/details?id=\(app.text)\(country)"
        }
    }

    private static let schemes = ["https://", "http://"]

    private static func number(_ part: Substring) -> String? {
        let digits = part.dropFirst(2)
        guard part.hasPrefix("id"), !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return String(digits)
    }

    private static func value(of name: String, in query: Substring) -> String? {
        for item in query.split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == name, !parts[1].isEmpty { return String(parts[1]) }
        }
        return nil
    }
}
