/// What an expression asks of one character. Case doesn't matter.
enum CharacterTest: Hashable {
    /// `.`: all but a line break.
    case any
    /// A character in lower case.
    case literal(Character)
    /// `[…]`: one of these, or with `isInverted` none of these.
    case members([Member], isInverted: Bool)

    enum Member: Hashable {
        case literal(Character)
        case range(Character, Character)
        case kind(Kind, isInverted: Bool)
    }

    /// A class with a letter of its own.
    enum Kind: Character {
        case digit = "d"
        case space = "s"
        case word = "w"
    }

    func holds(for character: CaselessCharacter) -> Bool {
        switch self {
        case .any: !character.original.isNewline
        case .literal(let literal): character.lowercased == literal
        case .members(let members, let isInverted): members.contains { $0.holds(for: character) } != isInverted
        }
    }
}

extension CharacterTest.Member {
    /// A member as it was typed.
    init(_ character: Character) { self = .literal(CaselessCharacter(character).lowercased) }

    fileprivate func holds(for character: CaselessCharacter) -> Bool {
        switch self {
        case .literal(let literal): character.lowercased == literal
        case .range(let first, let last):
            Self.isWithin(character.original, first, last) || Self.isWithin(character.lowercased, first, last)
                || Self.isWithin(character.uppercased, first, last)
        case .kind(.digit, let isInverted): character.isDigit != isInverted
        case .kind(.space, let isInverted): character.original.isWhitespace != isInverted
        case .kind(.word, let isInverted): character.isOfWord != isInverted
        }
    }

    private static func isWithin(_ character: Character, _ first: Character, _ last: Character) -> Bool {
        first <= character && character <= last
    }
}
