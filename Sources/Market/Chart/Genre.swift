/// A part of a store with a chart of its own: Apple's numeric genre id (`6014`) or Google's category (`GAME_PUZZLE`).
///
/// The whole store is the absence of a genre (`nil`), never a genre of its own; Apple's 36 ("all apps") reads as `nil`.
public struct Genre: Hashable, Comparable, Sendable {
    /// 1 to 40 of ASCII letters, digits, `_` and `-`.
    public let id: String

    /// Creates a genre from an id that launchtop stored itself, or from a constant. Any word of 1 to 40 ASCII letters,
    /// digits, `_` and `-` is accepted, so that archives of earlier versions open; text from outside goes through
    /// ``parse(_:in:)``.
    public init?(stored text: String) {
        let legal = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
        }
        guard legal, (1...40).contains(text.utf8.count) else { return nil }
        id = text
    }

    /// Reads a stored genre where the whole store may be written as `36`, `all`, or nothing. Text from outside goes through
    /// ``parse(_:in:)``.
    ///
    /// - Returns: `.some(nil)` for the whole store, `nil` for text that no version could have stored.
    public static func parse(stored text: String) -> Genre?? {
        switch text.lowercased() {
        case "", "36", "all": .some(nil)
        default: Genre(stored: text).map { .some($0) }
        }
    }

    public static func < (left: Genre, right: Genre) -> Bool { left.id < right.id }
}
