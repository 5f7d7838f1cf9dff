import Foundation

extension URL {
    /// A host as it is shown: an IPv6 address in brackets, as it stands in an address.
    static func shown(host: String) -> String {
        host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }

    /// The host as it is shown, with the port where the address has one: `us.example:8080`, `[::1]:8080`.
    var hostAndPort: String { Self.shown(host: host ?? "") + (port.map { ":\($0)" } ?? "") }
}
