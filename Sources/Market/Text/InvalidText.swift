/// Why a text isn't a value of the vocabulary: thrown by the parsers of ``AppID``, ``Storefront`` and ``Genre``.
///
/// `problem` is a complete phrase that quotes the text and says what to write instead, so that a reader only adds where
/// the text was: `unknown storefront "zz"; use a code such as us, usa or united-states`.
public struct InvalidText: Error, Hashable, Sendable, CustomStringConvertible {
    public let problem: String

    public init(_ problem: String) { self.problem = problem }

    public var description: String { problem }

    /// The text in quotes, for the phrase: at most 40 characters, without control characters.
    package static func quoted(_ text: String) -> String {
        let shown = text.prefix(40).unicodeScalars.map { scalar -> Character in
            scalar.properties.isDefaultIgnorableCodePoint || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                ? "?" : Character(scalar)
        }
        return "\"\(String(shown))\(text.count > 40 ? "…" : "")\""
    }
}
