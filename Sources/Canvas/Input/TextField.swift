/// A single-line text field.
public struct TextField: Hashable, Sendable {
    /// The maximum number of characters. Further input is dropped.
    public static let limit = 200

    public private(set) var characters: [Character]
    /// The index of the character before which input is inserted.
    public private(set) var position: Int

    public init(_ text: String = "") {
        characters = Array(text.prefix(Self.limit))
        position = characters.count
    }

    public var text: String { String(characters) }

    /// Applies a key press: inserts a character, moves the cursor or deletes text.
    ///
    /// - Returns: Whether the key is an editing key.
    @discardableResult
    public mutating func apply(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            guard characters.count < Self.limit else { return true }
            characters.insert(character, at: position)
            position += 1
        case .backspace:
            guard position > 0 else { return true }
            position -= 1
            characters.remove(at: position)
        case .delete:
            if position < characters.count { characters.remove(at: position) }
        case .left: position = max(0, position - 1)
        case .right: position = min(characters.count, position + 1)
        case .home, .control("a"): position = 0
        case .end, .control("e"): position = characters.count
        case .control("u"):
            characters.removeSubrange(..<position)
            position = 0
        case .control("w"):
            let start = wordStart
            characters.removeSubrange(start..<position)
            position = start
        default: return false
        }
        return true
    }

    private var wordStart: Int {
        var start = position
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }
}
