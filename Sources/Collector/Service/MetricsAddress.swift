import Foundation

/// An address to serve metrics on: `127.0.0.1:9464`, `localhost:9464`, `[::1]:9464`, or a port alone, which means
/// 127.0.0.1.
package struct MetricsAddress: Hashable, Sendable {
    package let host: String
    package let port: UInt16

    /// Parses an address; returns `nil` if it's invalid. A host must be a numeric address.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let port = UInt16(last), port > 0 || parts.count > 1 else { return nil }
        let host = parts.dropLast().joined(separator: ":")
        switch host.first {
        case nil: self.host = parts.count == 1 ? "127.0.0.1" : ""
        case "[": self.host = host.last == "]" ? String(host.dropFirst().dropLast()) : ""
        default: self.host = host.contains(":") ? "" : host == "localhost" ? "127.0.0.1" : host
        }
        guard Self.isNumeric(self.host) else { return nil }
        self.port = port
    }

    private static func isNumeric(_ host: String) -> Bool {
        var (four, six) = (in_addr(), in6_addr())
        return inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
    }

    var isIPv6: Bool { host.contains(":") }

    /// Whether only programs on this computer can connect.
    package var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }
}
