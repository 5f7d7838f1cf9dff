/// A condition on one character, ignoring case.
enum CharacterTest: Hashable {
    /// Any character except a line break: `.`.
    case any
    /// A particular character, given in lowercase.
    case literal(Character)
    /// Any of the members or, if inverted, any character except the members: `[…]`.
    case members([Member], isInverted: Bool)

    enum Member: Hashable {
        case literal(Character)
        case range(Character, Character)
        case kind(Kind, isInverted: Bool)
    }

    /// A character class that is written as an escape: `\d`, `\s`, `\w`.
    enum Kind: Character {
        case digit = "d"
        case space = "s"
        case word = "w"
    }

    func matches(_ character: CaselessCharacter) -> Bool {
        switch self {
        case .any: !character.original.isNewline
        case .literal(let literal): character.lowercased == literal
        case .members(let members, let isInverted): members.contains { $0.matches(character) } != isInverted
        }
    }
}

extension CharacterTest.Member {
    /// Creates a member from a typed character.
    init(_ character: Character) { self = .literal(CaselessCharacter(character).lowercased) }

    fileprivate func matches(_ character: CaselessCharacter) -> Bool {
        switch self {
        case .literal(let literal): character.lowercased == literal
        case .range(let first, let last):
            Self.isWithin(character.original, first, last) || Self.isWithin(character.lowercased, first, last)
                || Self.isWithin(character.uppercased, first, last)
        case .kind(.digit, let isInverted): character.isDigit != isInverted
        case .kind(.space, let isInverted): character.original.isWhitespace != isInverted
        case .kind(.word, let isInverted): character.isWordCharacter != isInverted
        }
    }

    private static func isWithin(_ character: Character, _ first: Character, _ last: Character) -> Bool {
        first <= character && character <= last
    }
}
