/// The error for text that isn't a valid value, thrown by the parsers of ``AppID``, ``Storefront`` and ``Genre``.
///
/// ``problem`` is a complete phrase that quotes the text and suggests what to write instead. The caller adds the
/// location: `unknown storefront "zz"; use a code such as us, usa or united-states`.
public struct InvalidText: Error, Hashable, Sendable, CustomStringConvertible {
    /// The parts of the phrase. Suggestions are slow, so they are computed on demand: for a large file with an error in
    /// every row, only the first thousand are shown.
    private enum Reason: Hashable {
        case phrase(String)
        case storefront(String, Store)
        /// A text that isn't a genre of the store; with `nil`, of any store.
        case genre(String, Store?)
    }

    private let reason: Reason

    public init(_ problem: String) { reason = .phrase(problem) }

    init(storefront text: String, in store: Store) { reason = .storefront(Self.kept(text), store) }

    init(genre text: String, in store: Store?) { reason = .genre(Self.kept(text), store) }

    /// The complete phrase.
    ///
    /// - Complexity: O(1) for most; O(names) if it suggests one.
    public var problem: String {
        switch reason {
        case .phrase(let problem): problem
        case .storefront(let text, let store): Storefront.objection(to: text, in: store)
        case .genre(let text, let store?): Genre.objection(to: text, in: store)
        case .genre(let text, nil): GenreText.objection(to: text)
        }
    }

    public var description: String { problem }

    /// Returns the text, shortened to 50 characters if it is longer than 200 bytes.
    private static func kept(_ text: String) -> String { text.utf8.count <= 200 ? text : String(text.prefix(50)) }

    /// Returns the text in quotes: at most 40 characters, without control characters.
    package static func quoted(_ text: String) -> String {
        let shown = text.prefix(40).unicodeScalars.map { scalar -> Character in
            scalar.properties.isDefaultIgnorableCodePoint || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                ? "?" : Character(scalar)
        }
        return "\"\(String(shown))\(text.count > 40 ? "…" : "")\""
    }
}
