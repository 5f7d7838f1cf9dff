import Foundation
public import Market

/// The address of a ClickHouse database: `clickhouse://user@host:8123/database`, or `clickhouses://` for TLS.
///
/// The address never contains a password, only the place where it is stored.
public struct EngineAddress: Hashable, Sendable {
    /// The host, without brackets if it's an IPv6 address.
    public let host: String
    /// The port of the server's HTTP interface.
    public let port: Int
    public let user: String
    /// The name of the database: a letter or `_`, then letters, digits and `_`, at most 64.
    public let database: String
    /// Whether to connect with TLS.
    public let isSecure: Bool
    /// Where the password is stored, `env:NAME` or `file:PATH`; `nil` if there is none.
    public var password: String?

    static let schemes = ["clickhouse", "clickhouses"]
    private static let expected = "use clickhouse://user@host:8123/database"

    /// Returns whether a text is meant to be the address of an engine rather than a path.
    public static func isAddress(_ text: String) -> Bool {
        let lowered = text.prefix(20).lowercased()
        return schemes.contains { lowered.hasPrefix("\($0):") }
    }

    /// Parses an address. The port is 8123 by default, or 8443 with TLS; the user is `default` and the database
    /// `launchtop`. The query may contain `tls` and `password=env:NAME` or `password=file:PATH`.
    ///
    /// - Throws: `InvalidText` if the text isn't an address. The error never quotes the text, which may contain a
    ///   password.
    public static func parse(_ text: String) throws(InvalidText) -> EngineAddress {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            schemes.contains(scheme), let host = parts.host, !host.isEmpty, parts.fragment == nil
        else { throw InvalidText("invalid engine address; \(expected)") }
        guard parts.password == nil else {
            throw InvalidText(
                "the engine address contains a password; store it elsewhere, and add ?password=env:NAME or "
                    + "?password=file:PATH"
            )
        }
        let database = parts.path.drop { $0 == "/" }
        guard database.isEmpty || isName(database) else {
            throw InvalidText("invalid database \(InvalidText.quoted(String(database))); use letters, digits and _")
        }
        var (isSecure, password) = (scheme == "clickhouses", String?.none)
        for item in parts.queryItems ?? [] {
            switch item.name {
            case "tls": isSecure = true
            case "password":
                guard let value = item.value, value.hasPrefix("env:") || value.hasPrefix("file:") else {
                    throw InvalidText(
                        "password in the engine address: use env:NAME or file:PATH, not the password itself"
                    )
                }
                password = value
            default:
                throw InvalidText(
                    "unknown option \(InvalidText.quoted(item.name)) in the engine address; use tls or password"
                )
            }
        }
        let port = parts.port ?? (isSecure ? 8443 : 8123)
        guard (1...65_535).contains(port) else { throw InvalidText("invalid port \(port) in the engine address") }
        return EngineAddress(
            host: host.trimmingCharacters(in: ["[", "]"]),
            port: port,
            user: parts.user.flatMap { $0.isEmpty ? nil : $0 } ?? "default",
            database: database.isEmpty ? "launchtop" : String(database),
            isSecure: isSecure,
            password: password
        )
    }

    private static func isName(_ text: Substring) -> Bool {
        text.utf8.count <= 64
            && text.utf8.enumerated().allSatisfy { index, byte in
                (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || (index > 0 && (0x30...0x39).contains(byte))
            }
    }

    /// The server and database, without the user: `host:8123/database`. Addresses with the same location lead to the
    /// same data.
    public var location: String { "\(URL.shown(host: host)):\(port)/\(database)" }

    /// The URL of the server's HTTP interface, without user and password.
    package var server: String { "\(isSecure ? "https" : "http")://\(URL.shown(host: host)):\(port)/" }
}

extension EngineAddress: CustomStringConvertible {
    /// The address without the place of the password: `clickhouse://user@host:8123/database`.
    public var description: String {
        "\(isSecure ? "clickhouses" : "clickhouse")://\(user == "default" ? "" : "\(user)@")\(location)"
    }
}
