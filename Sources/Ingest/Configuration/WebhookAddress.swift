public import Foundation

/// Where the address of a webhook is. Whoever knows the address may send to it, so it is a secret.
public enum WebhookAddress: Hashable, Sendable {
    /// The address itself.
    case address(Secret)
    /// Elsewhere, as other secrets.
    case elsewhere(Authorization)

    /// Finds the address.
    ///
    /// - Throws: where there is none, or none that may be sent to. The sentence does not hold it.
    public func url(environment: [String: String]) throws(IngestError) -> URL {
        switch self {
        case .address(let secret): return try Self.checked(secret.text, of: "webhook")
        case .elsewhere(let authorization):
            return try Self.checked(try authorization.secret(environment: environment), of: "webhook")
        }
    }

    /// Only over HTTPS, but to this machine itself.
    static func checked(_ text: String, of origin: String) throws(IngestError) -> URL {
        guard text.utf8.count <= Authorization.limit, let url = URL(string: text), let host = url.host, !host.isEmpty,
            url.scheme == "https" || url.scheme == "http"
        else { throw IngestError(origin, "is no address that begins with https://") }
        guard url.scheme == "https" || isThisMachine(host) else {
            throw IngestError(origin, "must begin with https://; http:// is for this machine alone")
        }
        return url
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]"
            || host.range(of: #"^127(\.[0-9]{1,3}){3}$"#, options: .regularExpression) != nil
    }
}
