import Foundation

/// Which redirects are followed, as a value: addresses go in, reasons to refuse come out. Described in `docs/redirects.md`.
public struct RedirectPolicy: Hashable, Sendable {
    /// Scheme, host and port.
    public struct Origin: Hashable, Sendable {
        public var scheme: String
        /// In lower case; an IPv6 address in brackets.
        public var host: String
        public var port: Int

        /// - Parameter text: such as `https://us.example:443`.
        public init?(_ text: String) {
            guard let scheme = text.range(of: "://"), let colon = text.lastIndex(of: ":"), colon >= scheme.upperBound,
                let port = Int(text[text.index(after: colon)...])
            else { return nil }
            self.scheme = String(text[..<scheme.lowerBound])
            host = text[scheme.upperBound..<colon].lowercased()
            self.port = port
        }
    }

    /// Where the source itself is, as far as that is known.
    private let source: NetworkScope

    /// - Parameter source: the IP address that the source itself was fetched from; `nil` allows what a public one may.
    public init(source: String? = nil) { self.source = source.flatMap { NetworkScope(of: $0) } ?? .public }

    /// Decides before a connection is made.
    ///
    /// - Returns: why the redirect isn't followed; `nil` where it is.
    public func refusal(from: Origin, to: Origin) -> String? {
        if from.scheme == "https", to.scheme != "https" { return "it leads from https to \(to.scheme)" }
        if from.host == to.host { return nil }
        guard from.scheme == "https" else { return "only https may lead to another host" }
        return nil
    }

    /// Decides about the address to connect to, which a name may have got only just now.
    ///
    /// - Parameter address: an IP address in numbers.
    /// - Returns: why nothing is asked of it; `nil` where it may be.
    public func refusal(of address: String) -> String? {
        guard let scope = NetworkScope(of: address) else { return "its IP address can't be read" }
        guard scope != .public, scope != source else { return nil }
        return "\(address) is \(scope == .unspecified ? "an" : "a") \(scope.rawValue) address"
    }

    /// Decides about a redirect whose host has these addresses: one of them is enough.
    public func refusal(from: Origin, to: Origin, addresses: [String]) -> String? {
        if let refusal = refusal(from: from, to: to) { return refusal }
        let refusals = addresses.map { refusal(of: $0) }
        return refusals.contains(nil) ? nil : refusals.first ?? "its host has no address"
    }
}
