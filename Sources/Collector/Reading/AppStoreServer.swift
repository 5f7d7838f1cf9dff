import AppStoreConnect
import Foundation

/// The servers that requests to the App Store and to App Store Connect are sent to: Apple's, or those in the environment
/// variables `LAUNCHTOP_APPSTORE_URL` and `LAUNCHTOP_APPSTORECONNECT_URL`, such as a caching mirror or a test server.
struct AppStoreServer: Sendable {
    /// The environment variable with the URL of another server for charts, search and lookup.
    static let variable = "LAUNCHTOP_APPSTORE_URL"
    /// The environment variable with the URL of another server for App Store Connect. It receives tokens, so the URL must
    /// be https, or http to this machine.
    static let connectVariable = "LAUNCHTOP_APPSTORECONNECT_URL"

    /// The URLs of the other servers by the host that they replace, without a slash at the end.
    private let bases: [String: String]

    init(environment: [String: String]) {
        func base(_ variable: String) -> String? {
            let text = environment[variable] ?? ""
            return text.isEmpty ? nil : String(text.reversed().drop { $0 == "/" }.reversed())
        }
        let store = base(Self.variable)
        let connect = base(Self.connectVariable).map { Self.isConfidential($0) ? $0 : "" }
        bases = ["itunes.apple.com": store, "rss.marketingtools.apple.com": store, SalesReportRequest.host: connect]
            .compactMapValues { $0 }
    }

    /// Returns the URL to send a request to. Requests to hosts that aren't Apple's are unchanged.
    ///
    /// If the variable isn't a URL, the result isn't one either, so that the request fails instead of being sent to
    /// Apple.
    func address(of url: URL) -> String {
        guard let host = url.host, let base = bases[host] else { return url.absoluteString }
        let path = url.absoluteString.components(separatedBy: host).dropFirst().joined(separator: host)
        return base + path
    }

    /// Returns whether nobody else can read requests to a URL.
    private static func isConfidential(_ text: String) -> Bool {
        guard let url = URL(string: text) else { return false }
        return url.scheme == "https" || ["127.0.0.1", "[::1]", "::1", "localhost"].contains(url.host ?? "")
    }
}
