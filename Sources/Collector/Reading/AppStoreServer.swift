import AppStoreConnect
import Formats
import Foundation

/// The servers that requests to the App Store, App Store Connect and Appfigures are sent to: their own, or those in the
/// environment variables `LAUNCHTOP_APPSTORE_URL`, `LAUNCHTOP_APPSTORECONNECT_URL` and `LAUNCHTOP_APPFIGURES_URL`, such
/// as a caching mirror or a test server.
struct AppStoreServer: Sendable {
    /// The environment variable with the URL of another server for charts, search and lookup.
    static let variable = "LAUNCHTOP_APPSTORE_URL"
    /// The environment variable with the URL of another server for App Store Connect. It receives tokens, so the URL must
    /// be https, or http to this machine.
    static let connectVariable = "LAUNCHTOP_APPSTORECONNECT_URL"

    /// The environment variable with the URL of another server for Appfigures. It receives the token, like the one for App
    /// Store Connect.
    static let appfiguresVariable = "LAUNCHTOP_APPFIGURES_URL"

    /// The URLs of the other servers by the host that they replace, without a slash at the end.
    private let bases: [String: String]

    init(environment: [String: String]) {
        func base(_ variable: String) -> String? {
            let text = environment[variable] ?? ""
            return text.isEmpty ? nil : String(text.reversed().drop { $0 == "/" }.reversed())
        }
        let store = base(Self.variable)
        func confidential(_ variable: String) -> String? { base(variable).map { Self.isConfidential($0) ? $0 : "" } }
        bases = [
            "itunes.apple.com": store, "rss.marketingtools.apple.com": store,
            SalesReportRequest.host: confidential(Self.connectVariable),
            AppfiguresReport.host: confidential(Self.appfiguresVariable),
        ]
        .compactMapValues { $0 }
    }

    /// Returns the URL to send a request to. Requests to other hosts are unchanged.
    ///
    /// If the variable isn't a URL, the result isn't one either, so that the request fails instead of being sent to
    /// the original host.
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
