package import Foundation
package import Market

/// The URLs of Apple's search and lookup APIs, which describe apps without an account. See `docs/finding-apps.md`.
package enum AppLookup {
    /// The maximum number of apps that a search returns.
    package static let searchLimit = 25
    /// The maximum length of the text to search for, in characters.
    package static let termLimit = 200
    /// The maximum number of ids in one lookup.
    package static let idLimit = 200

    /// Returns the URL that searches a storefront for apps.
    package static func search(_ term: String, in storefront: Storefront) -> URL? {
        url(
            "search",
            [
                ("term", term), ("entity", "software"), ("country", storefront.code), ("limit", "\(searchLimit)"),
            ]
        )
    }

    /// Returns the URL that looks up apps in a storefront.
    package static func lookup(_ apps: [AppID], in storefront: Storefront) -> URL? {
        url("lookup", [("id", apps.map(\.text).joined(separator: ",")), ("country", storefront.code)])
    }

    /// Returns a URL that stands for the ratings of some storefronts, to find duplicate sources.
    static func address(of storefronts: [Storefront]) -> URL? {
        url("lookup", [("country", storefronts.map(\.code).joined(separator: ","))])
    }

    private static func url(_ path: String, _ items: [(name: String, value: String)]) -> URL? {
        let query = items.map { "\($0.name)=\(encoded($0.value))" }.joined(separator: "&")
        return URL(string: "https://itunes.apple.com/\(path)?\(query)")
    }

    /// Returns a value for a query: UTF-8, with everything but letters, digits, `.`, `-`, `_`, `*` and `,` escaped, and
    /// spaces as `+`, as Apple documents it.
    private static func encoded(_ value: String) -> String {
        value.utf8.map { byte in
            switch byte {
            case 0x20: "+"
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2C, 0x2D, 0x2E, 0x5F:
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        .joined()
    }
}
