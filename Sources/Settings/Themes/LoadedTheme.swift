public import Foundation
public import Input
import TOML

/// The result of reading a theme file: the theme and any errors.
public struct LoadedTheme: Hashable, Sendable {
    /// The maximum size of a theme file in bytes.
    public static let sizeLimit = 100_000

    /// The parts that could be read. If there are errors, only `base` should be used.
    public let theme: ThemeFile
    /// The errors in file order, each with its line and column; at most one if the text isn't valid TOML.
    public let errors: [InputError]

    public init(file: URL, vocabulary: ThemeVocabulary) {
        do throws(InputError) {
            let bytes = try SmallFile.bytes(of: file.path, limit: Self.sizeLimit)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InputError(file.path, "not UTF-8 text")
            }
            let decoder = try TOMLReader.read(text, origin: file.path, isLocating: true) { root throws(InputError) in
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
