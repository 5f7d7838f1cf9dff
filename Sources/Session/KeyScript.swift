/// A list of keys to type on an invisible screen. Each key is typed when the program is idle, so that scripts need
/// no delays.
///
/// The parts are separated by spaces. Each part is the name of a key in angle brackets, such as `<Enter>`, or text to
/// type.
package struct KeyScript: Sendable {
    private var parts: ArraySlice<[UInt8]>

    private static let names: [String: String] = [
        "<Enter>": "\r", "<Esc>": "\u{1B}", "<Space>": " ", "<Tab>": "\t", "<Backspace>": "\u{7F}",
        "<Up>": "\u{1B}[A", "<Down>": "\u{1B}[B", "<Right>": "\u{1B}[C", "<Left>": "\u{1B}[D", "<Home>": "\u{1B}[H",
        "<End>": "\u{1B}[F", "<PgUp>": "\u{1B}[5~", "<PgDn>": "\u{1B}[6~", "<Del>": "\u{1B}[3~", "<Ctrl-C>": "\u{3}",
    ]

    package init?(argument: String) {
        // Reject unknown names, which would otherwise be typed literally.
        let named = argument.split(separator: " ").filter { $0.count > 2 && $0.hasPrefix("<") && $0.hasSuffix(">") }
        guard named.allSatisfy({ Self.names[String($0)] != nil }) else { return nil }
        parts = argument.split(separator: " ").map { Array((Self.names[String($0)] ?? String($0)).utf8) }[...]
    }

    /// Returns the next bytes to type, or `nil` at the end.
    mutating func next() -> [UInt8]? { parts.popFirst() }
}
