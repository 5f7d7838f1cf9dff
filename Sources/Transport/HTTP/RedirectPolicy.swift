import Foundation

/// A type that decides which redirects are followed. See `docs/redirects.md`.
public struct RedirectPolicy: Hashable, Sendable {
    /// The origin of a URL: scheme, host and port.
    public struct Origin: Hashable, Sendable {
        public var scheme: String
        /// The host in lower case; an IPv6 address is in brackets.
        public var host: String
        public var port: Int

        /// Parses an origin such as `https://us.example:443`. Returns `nil` if the scheme or the port is missing.
        ///
        /// - Parameter text: The scheme, host and port.
        public init?(_ text: String) {
            guard let scheme = text.range(of: "://"), let colon = text.lastIndex(of: ":"), colon >= scheme.upperBound,
                let port = Int(text[text.index(after: colon)...])
            else { return nil }
            self.scheme = String(text[..<scheme.lowerBound])
            host = text[scheme.upperBound..<colon].lowercased()
            self.port = port
        }
    }

    /// The network scope of the source's IP address.
    private let source: NetworkScope

    /// Creates a policy for the redirects of a source.
    ///
    /// - Parameter source: The IP address of the source itself; `nil` to treat the source as public.
    public init(source: String? = nil) { self.source = source.flatMap { NetworkScope(of: $0) } ?? .public }

    /// Checks a redirect before connecting.
    ///
    /// - Returns: The reason to refuse it, or `nil` to follow it.
    public func refusal(from: Origin, to: Origin) -> String? {
        if from.scheme == "https", to.scheme != "https" { return "https to \(to.scheme) is not allowed" }
        if from.host == to.host { return nil }
        guard from.scheme == "https" else { return "redirecting to another host requires https" }
        return nil
    }

    /// Checks the IP address to connect to, after DNS resolution.
    ///
    /// - Parameter address: A numeric IP address.
    /// - Returns: The reason to refuse it, or `nil` to connect.
    public func refusal(of address: String) -> String? {
        guard let scope = NetworkScope(of: address) else { return "invalid IP address" }
        guard scope != .public, scope != source else { return nil }
        return "\(address) is \(scope == .unspecified ? "an" : "a") \(scope.rawValue) address"
    }
}
