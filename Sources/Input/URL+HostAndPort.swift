import Foundation

extension URL {
    /// Returns a host as it appears in a URL, with an IPv6 address in brackets.
    package static func shown(host: String) -> String {
        host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }

    /// The URL without the user, password, query and fragment, which may contain secrets.
    package var withoutSecrets: String { "\(scheme ?? "http")://\(hostAndPort)\(path)" }

    /// The host, with the port if the URL has one: `us.example:8080`, `[::1]:8080`.
    package var hostAndPort: String { Self.shown(host: host ?? "") + (port.map { ":\($0)" } ?? "") }
}
