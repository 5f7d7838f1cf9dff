/// An error for text that isn't a valid value, thrown by parsers such as those of ``AppID``, ``Storefront`` and
/// ``Genre``.
///
/// ``problem`` is a complete phrase that quotes the text and suggests what to use instead. The caller adds the
/// location: `unknown storefront "zz"; use a code such as us, usa or united-states`.
public struct InvalidText: Error, Hashable, Sendable, CustomStringConvertible {
    /// The data from which the phrase is made. Suggestions are slow, so they are computed only if the error is shown: a
    /// large file may have an error in every row, but only the first thousand errors are shown.
    private enum Reason: Hashable {
        case phrase(String)
        case storefront(String, Store)
        /// Text that isn't a genre of the store or, if the store is `nil`, of any store.
        case genre(String, Store?)
    }

    private let reason: Reason

    public init(_ problem: String) { reason = .phrase(problem) }

    init(storefront text: String, in store: Store) { reason = .storefront(Self.kept(text), store) }

    init(genre text: String, in store: Store?) { reason = .genre(Self.kept(text), store) }

    /// The complete phrase, such as `unknown storefront "zz"; use a code such as us, usa or united-states`.
    ///
    /// - Complexity: O(1), or O(names) if a name is suggested.
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

    /// Returns a text in double quotes, shortened to 40 characters, with control characters replaced by question marks.
    package static func quoted(_ text: String) -> String {
        let shown = text.prefix(40).unicodeScalars.map { scalar -> Character in
            scalar.properties.isDefaultIgnorableCodePoint || scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                ? "?" : Character(scalar)
        }
        return "\"\(String(shown))\(text.count > 40 ? "…" : "")\""
    }
}
