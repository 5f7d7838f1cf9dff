import Foundation
public import Input

/// The location of the secret for a source or a webhook. The location never contains the secret itself.
public enum Authorization: Hashable, Sendable {
    /// The name of an environment variable.
    case environment(String)
    /// The absolute path of a file that only the user can read.
    case file(String)

    /// The maximum size of a secret in bytes.
    static let limit = 8192

    /// Returns the secret, which is one line of printable ASCII: the value of an `Authorization` header, or the URL of
    /// a webhook.
    ///
    /// - Throws: An error if the secret is missing, or if others can read its file. The error doesn't contain the
    ///   secret.
    public func secret(environment: [String: String]) throws(InputError) -> String {
        switch self {
        case .environment(let name):
            guard let secret = environment[name], !secret.isEmpty else {
                throw InputError("authorization", "environment variable \(name) is not set")
            }
            return try Self.validated(secret, of: "authorization, env:\(name)")
        case .file(let path):
            let bytes = try SmallFile.bytes(of: path, limit: Self.limit, isPrivate: true)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputError(path, "not UTF-8 text")
            }
            return try Self.validated(text.trimmingCharacters(in: .whitespacesAndNewlines), of: path)
        }
    }

    /// Returns the secret if it is one line of printable ASCII; throws an error otherwise. A line break would end the
    /// header and start another one.
    private static func validated(_ secret: String, of origin: String) throws(InputError) -> String {
        guard !secret.isEmpty, secret.utf8.count <= limit, secret.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw InputError(origin, "invalid secret; expected one line of printable ASCII")
        }
        return secret
    }
}
