/// A category of a store that has its own chart, identified by Apple's numeric genre id (`6014`) or Google's category
/// (`GAME_PUZZLE`).
///
/// The whole store is represented by `nil`, never by a genre; Apple's 36 ("all apps") parses as `nil`.
public struct Genre: Hashable, Comparable, Sendable {
    /// The store's id for the genre: 1 to 40 ASCII letters, digits, `_` and `-`.
    public let id: String

    /// Creates a genre from an id that launchtop stored itself, or from a constant. Accepts any 1 to 40 ASCII letters,
    /// digits, `_` and `-`, so that archives of earlier versions can be read. Parse external text with
    /// ``parse(_:in:)``.
    public init?(stored text: String) {
        let legal = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
        }
        guard legal, (1...40).contains(text.utf8.count) else { return nil }
        id = text
    }

    /// Parses a stored genre; the whole store may be `36`, `all` or empty. Parse external text with ``parse(_:in:)``.
    ///
    /// - Returns: The genre; `.some(nil)` for the whole store, and `nil` for text that no version could have stored.
    public static func parse(stored text: String) -> Genre?? {
        switch text.lowercased() {
        case "", "36", "all": .some(nil)
        default: Genre(stored: text).map { .some($0) }
        }
    }

    public static func < (left: Genre, right: Genre) -> Bool { left.id < right.id }
}
