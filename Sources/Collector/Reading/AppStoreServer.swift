import Foundation

/// The server that requests to the App Store are sent to: Apple's, or the one in the environment variable
/// `LAUNCHTOP_APPSTORE_URL`, such as a caching mirror or a test server.
struct AppStoreServer: Sendable {
    /// The environment variable with the URL of another server.
    static let variable = "LAUNCHTOP_APPSTORE_URL"

    /// The hosts of Apple's charts, search and lookup.
    private static let hosts: Set<String> = ["itunes.apple.com", "rss.marketingtools.apple.com"]

    /// The URL of the other server, without a slash at the end; `nil` for Apple's servers.
    private let base: String?

    init(environment: [String: String]) {
        let text = environment[Self.variable] ?? ""
        base = text.isEmpty ? nil : String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// Returns the URL to send a request to. Requests to hosts that aren't Apple's are unchanged.
    ///
    /// If the variable isn't a URL, the result isn't one either, so that the request fails instead of being sent to
    /// Apple.
    func address(of url: URL) -> String {
        guard let base, let host = url.host, Self.hosts.contains(host) else { return url.absoluteString }
        let path = url.absoluteString.components(separatedBy: host).dropFirst().joined(separator: host)
        return base + path
    }
}
