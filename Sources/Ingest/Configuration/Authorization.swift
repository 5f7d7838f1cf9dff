import Foundation

/// Where the secret is that a source asks for. The secret itself is never part of the settings.
public enum Authorization: Hashable, Sendable {
    /// A variable of the environment.
    case environment(String)
    /// A file by its absolute path, which nobody but the user can read.
    case file(String)

    /// Most bytes of a secret.
    static let limit = 8192

    /// Finds the secret: the value of the `Authorization` header, one line of printable ASCII.
    ///
    /// - Throws: where there is none, or where others can read the file. The sentence does not hold the secret.
    public func secret(environment: [String: String]) throws(IngestError) -> String {
        switch self {
        case .environment(let name):
            guard let secret = environment[name], !secret.isEmpty else {
                throw IngestError("authorization", "the environment variable \(name) is not set")
            }
            return try Self.checked(secret, of: "authorization, env:\(name)")
        case .file(let path):
            let bytes = try SmallFile.bytes(of: path, limit: Self.limit, isPrivate: true)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw IngestError(path, "is no text")
            }
            return try Self.checked(text.trimmingCharacters(in: .whitespacesAndNewlines), of: path)
        }
    }

    /// A line break would end the header and begin another.
    private static func checked(_ secret: String, of origin: String) throws(IngestError) -> String {
        guard !secret.isEmpty, secret.utf8.count <= limit, secret.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw IngestError(origin, "does not hold one line of printable ASCII")
        }
        return secret
    }
}
