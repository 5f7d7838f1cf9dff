public import Foundation
public import Input

/// The URL of a webhook, or the location of the URL. The URL is a secret, because anyone who knows it can post to the
/// webhook.
public enum WebhookAddress: Hashable, Sendable {
    /// The URL itself.
    case address(Secret)
    /// The environment variable or file that contains the URL.
    case elsewhere(Authorization)

    /// Returns the URL.
    ///
    /// - Throws: An error if the URL is missing or not allowed. The error doesn't contain the URL.
    public func url(environment: [String: String]) throws(InputError) -> URL {
        switch self {
        case .address(let secret): return try Self.validated(secret.text, of: "webhook")
        case .elsewhere(let authorization):
            return try Self.validated(try authorization.secret(environment: environment), of: "webhook")
        }
    }

    /// Returns a label that doesn't contain the secret: the host, or the location of the URL.
    public func label(environment: [String: String]) -> String {
        if let url = try? url(environment: environment) { return url.hostAndPort }
        switch self {
        case .address: return "webhook"
        case .elsewhere(.environment(let name)): return "env:\(name)"
        case .elsewhere(.file(let path)): return "file:\(path)"
        }
    }

    /// Returns the URL if it uses HTTPS or its host is this machine; throws an error for any other URL.
    static func validated(_ text: String, of origin: String) throws(InputError) -> URL {
        guard text.utf8.count <= Authorization.limit, let url = URL(string: text), let host = url.host, !host.isEmpty,
            url.scheme == "https" || url.scheme == "http"
        else { throw InputError(origin, "invalid URL; it must start with https://") }
        guard url.scheme == "https" || isThisMachine(host) else {
            throw InputError(origin, "URL must start with https://; http:// is only allowed for localhost")
        }
        return url
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]"
            || host.range(of: #"^127(\.[0-9]{1,3}){3}$"#, options: .regularExpression) != nil
    }
}
