public import Foundation

/// A theme file as it was read, with all that is wrong with it.
public struct LoadedTheme: Hashable, Sendable {
    /// Most bytes of a file.
    public static let sizeLimit = 100_000

    /// What could be read. Of a file with errors only `base` is of use.
    public let theme: ThemeFile
    /// In the order of the file, each with its line and column. Text that is not TOML has one.
    public let errors: [IngestError]

    public init(file: URL, vocabulary: ThemeVocabulary) {
        do throws(IngestError) {
            let bytes = try SmallFile.bytes(of: file.path, limit: Self.sizeLimit)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw IngestError(file.path, "cannot be read as UTF-8 text")
            }
            let decoder = try TOMLReader.read(text, origin: file.path, isLocating: true) { root throws(IngestError) in
                var decoder = ThemeDecoder(vocabulary)
                decoder.read(root)
                return decoder
            }
            (theme, errors) = (decoder.theme, decoder.errors)
        } catch {
            (theme, errors) = (ThemeFile(), [error])
        }
    }
}
