extension Key {
    private static let named: [String: Key] = [
        "space": " ", "enter": .enter, "return": .enter, "esc": .escape, "escape": .escape, "tab": .tab,
        "shift-tab": .backTab, "backspace": .backspace, "del": .delete, "delete": .delete, "up": .up, "down": .down,
        "left": .left, "right": .right, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
        "home": .home, "end": .end, "↑": .up, "↓": .down, "←": .left, "→": .right,
    ]

    /// Creates a key from its name in the settings: a character, or a name such as `Space`, `Ctrl-C` or `PgUp`,
    /// ignoring case. Returns `nil` for an unknown name.
    public init?(named name: String) {
        if name.count == 1, let character = name.first {
            self = Self.named[name] ?? .character(character)
            return
        }
        let lowered = name.lowercased()
        if let key = Self.named[lowered] {
            self = key
            return
        }
        guard lowered.hasPrefix("ctrl-"), lowered.count == 6, let letter = lowered.last, letter.isASCII, letter.isLetter
        else { return nil }
        self = .control(letter)
    }
}
