public import Foundation
public import Input
import TOML

/// The result of reading a config file: the settings, the warnings, and the numbers of settings and sources.
public struct LoadedConfiguration: Hashable, Sendable {
    /// The maximum size of a config file in bytes.
    public static let sizeLimit = 1_000_000
    /// The maximum number of `[[source]]` tables.
    public static let sourceLimit = 10_000

    public internal(set) var configuration = Configuration()
    /// The number of keys that the file sets.
    public internal(set) var settings = 0
    /// The number of `[[source]]` tables.
    public internal(set) var sources = 0

    /// Settings that are valid but probably not intended, with their line and column, in file order.
    public internal(set) var warnings: [InputError] = []

    /// Creates the result of reading an empty file.
    public init() {}

    /// Reads a config file.
    ///
    /// - Throws: All errors in the file.
    public init(file: URL) throws(ConfigurationErrors) {
        let location = SettingsLocation(
            folder: file.deletingLastPathComponent(),
            home: SettingsLocation.userHome
        )
        let text: String
        do throws(InputError) {
            let bytes = try SmallFile.bytes(of: file.path, limit: Self.sizeLimit)
            guard let valid = String(validating: bytes, as: UTF8.self) else {
                throw InputError(file.path, "not UTF-8 text")
            }
            text = valid
        } catch {
            throw ConfigurationErrors([error])
        }
        try self.init(text: text, origin: file.path, location: location)
    }

    init(text: String, origin: String, location: SettingsLocation) throws(ConfigurationErrors) {
        var decoder = ConfigurationDecoder(location: location)
        do throws(InputError) {
            decoder = try TOMLReader.read(text, origin: origin, isLocating: true) { root throws(InputError) in
                var decoder = decoder
                decoder.read(root)
                return decoder
            }
        } catch {
            throw ConfigurationErrors([Self.withoutSecrets(error, in: text)])
        }
        guard decoder.errors.isEmpty else {
            throw ConfigurationErrors(decoder.errors, keys: decoder.loaded.configuration.keys)
        }
        self = decoder.loaded
    }

    /// Returns a syntax error, or a generic error if the message of the syntax error could quote a secret.
    private static func withoutSecrets(_ error: InputError, in text: String) -> InputError {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let position = error.position, lines.indices.contains(position.line - 1),
            let word = ["authori", "webhook", "header"].first(where: lines[position.line - 1].lowercased().contains)
        else { return error }
        let problem =
            switch word {
            case "webhook": "invalid TOML; set webhook to a URL, \"env:NAME\" or \"file:PATH\", in quotes"
            case "header": "invalid TOML; set headers to a table such as { \"x-api-key\" = \"env:NAME\" }"
            default: "invalid TOML; set authorization to \"env:NAME\" or \"file:PATH\""
            }
        return InputError(error.origin, position: position, problem)
    }
}
