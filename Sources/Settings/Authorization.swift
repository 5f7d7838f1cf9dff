public import Foundation
public import Input

/// The location of the secret for a source or a webhook. The location never contains the secret itself.
public enum Authorization: Hashable, Sendable {
    /// The name of an environment variable.
    case environment(String)
    /// The absolute path of a file that only the user can read.
    case file(String)

    /// Parses the location of a secret, `env:NAME` or `file:PATH`; `nil` for any other text.
    ///
    /// - Parameter folder: The folder that paths are relative to.
    public init?(_ text: String, folder: URL) {
        let location = SettingsLocation(folder: folder, home: SettingsLocation.userHome)
        guard let authorization = SettingText.authorization(text, in: location) else { return nil }
        self = authorization
    }

    /// The maximum size of a secret in bytes.
    static let limit = 8192

    /// Returns the secret, which is one line of printable ASCII: the value of an `Authorization` header, or the URL of
    /// a webhook.
    ///
    /// - Parameter setting: The key of the setting, for errors.
    /// - Throws: An error if the secret is missing, or if others can read its file. The error doesn't contain the
    ///   secret.
    public func secret(
        environment: [String: String],
        setting: String = "authorization"
    ) throws(InputError) -> String {
        let text = try text(environment: environment, setting: setting)
        switch self {
        case .environment(let name): return try Self.validated(text, of: "\(setting), env:\(name)")
        case .file(let path): return try Self.validated(text.trimmingCharacters(in: .whitespacesAndNewlines), of: path)
        }
    }

    /// Returns the text at the location, which may have several lines, such as a private key.
    ///
    /// - Parameter setting: The key of the setting, for errors.
    /// - Throws: An error if the text is missing, or if others can read its file. The error doesn't contain the text.
    public func text(environment: [String: String], setting: String) throws(InputError) -> String {
        switch self {
        case .environment(let name):
            guard let text = environment[name], !text.isEmpty else {
                throw InputError(setting, "environment variable \(name) is not set")
            }
            return text
        case .file(let path):
            let bytes = try SmallFile.bytes(of: path, limit: Self.limit, isPrivate: true)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputError(path, "not UTF-8 text")
            }
            return text
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
