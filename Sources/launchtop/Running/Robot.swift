import ArgumentParser
import Canvas

/// Types keys on a screen that nobody sees, each when the program has come to rest, so that a script needs no sleep.
///
/// Words are separated by blanks; a word is typed as it stands, or is one of the names in angle brackets.
struct Robot: ExpressibleByArgument, Sendable {
    private var words: ArraySlice<[UInt8]>

    private static let names: [String: String] = [
        "<Enter>": "\r", "<Esc>": "\u{1B}", "<Space>": " ", "<Tab>": "\t", "<Backspace>": "\u{7F}",
        "<Up>": "\u{1B}[A", "<Down>": "\u{1B}[B", "<Right>": "\u{1B}[C", "<Left>": "\u{1B}[D", "<Home>": "\u{1B}[H",
        "<End>": "\u{1B}[F", "<PgUp>": "\u{1B}[5~", "<PgDn>": "\u{1B}[6~", "<Del>": "\u{1B}[3~", "<Ctrl-C>": "\u{3}",
    ]

    init?(argument: String) {
        // A name that is not known would be typed letter by letter.
        let named = argument.split(separator: " ").filter { $0.count > 2 && $0.hasPrefix("<") && $0.hasSuffix(">") }
        guard named.allSatisfy({ Self.names[String($0)] != nil }) else { return nil }
        words = argument.split(separator: " ").map { Array((Self.names[String($0)] ?? String($0)).utf8) }[...]
    }

    /// What to type next; `nil` when all was typed.
    mutating func next() -> [UInt8]? { words.popFirst() }
}
