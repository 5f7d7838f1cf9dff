import Foundation

extension URL {
    /// Returns a host with an IPv6 address in brackets, as in URLs.
    static func shown(host: String) -> String {
        host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }

    /// The host, with the port if the URL has one: `us.example:8080`, `[::1]:8080`.
    var hostAndPort: String { Self.shown(host: host ?? "") + (port.map { ":\($0)" } ?? "") }
}
