public import Foundation

/// A configuration file as it was read.
public struct LoadedConfiguration: Hashable, Sendable {
    /// Most bytes of a file.
    public static let sizeLimit = 1_000_000
    /// Most `[[source]]` tables.
    public static let sourceLimit = 10_000

    public internal(set) var configuration = Configuration()
    /// How many keys the file sets.
    public internal(set) var settings = 0
    /// How many `[[source]]` tables the file has.
    public internal(set) var sources = 0

    /// What is valid and most likely not what was meant, with its line and column, in the order of the file.
    public internal(set) var warnings: [IngestError] = []

    /// A file that sets nothing.
    public init() {}

    /// - Throws: all that is wrong with the file.
    public init(file: URL) throws(ConfigurationErrors) {
        let location = SettingsLocation(
            folder: file.deletingLastPathComponent(),
            home: FileManager.default.homeDirectoryForCurrentUser
        )
        let text: String
        do throws(IngestError) {
            let bytes = try SmallFile.bytes(of: file.path, limit: Self.sizeLimit)
            guard let valid = String(validating: bytes, as: UTF8.self) else {
                throw IngestError(file.path, "cannot be read as UTF-8 text")
            }
            text = valid
        } catch {
            throw ConfigurationErrors([error])
        }
        try self.init(text: text, origin: file.path, location: location)
    }

    init(text: String, origin: String, location: SettingsLocation) throws(ConfigurationErrors) {
        var decoder = ConfigurationDecoder(location: location)
        do throws(IngestError) {
            decoder = try TOMLReader.read(text, origin: origin, isLocating: true) { root throws(IngestError) in
                var decoder = decoder
                decoder.read(root)
                return decoder
            }
        } catch {
            throw ConfigurationErrors([Self.withoutSecrets(error, in: text)])
        }
        guard decoder.errors.isEmpty else {
            throw ConfigurationErrors(decoder.errors, keys: decoder.reading.configuration.keys)
        }
        self = decoder.reading
    }

    /// What is wrong with text that is no TOML may quote from it, and there may be the secret.
    private static func withoutSecrets(_ error: IngestError, in text: String) -> IngestError {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let position = error.position, lines.indices.contains(position.line - 1),
            let word = ["authori", "webhook"].first(where: lines[position.line - 1].lowercased().contains)
        else { return error }
        if word == "webhook" {
            let problem = "is not TOML; “webhook” is set to an address, \"env:NAME\" or \"file:PATH\", in quotes"
            return IngestError(error.origin, at: error.location, problem)
        }
        return IngestError(
            error.origin,
            at: error.location,
            "is not TOML; “authorization” is set to \"env:NAME\" or \"file:PATH\""
        )
    }
}
