extension ExpressionParser {
    /// Parses a character class in brackets: `[…]`. A leading `]` is a literal.
    mutating func characterClass() throws(FilterExpression.Problem) -> CharacterTest {
        let start = position
        position += 1
        let isInverted = next == "^"
        if isInverted { position += 1 }
        let first = position
        var members: [CharacterTest.Member] = []
        while let character = next, character != "]" || position == first {
            members.append(try member())
            guard members.count < FilterExpression.instructionLimit else {
                throw problem("too many members in the class at character \(start + 1); use ranges such as a-z")
            }
        }
        guard next == "]" else { throw problem("missing \"]\" for the \"[\" at character \(start + 1)") }
        position += 1
        return .members(members, isInverted: isInverted)
    }

    /// Parses a member of a class in brackets: a character, an escaped class or a range.
    private mutating func member() throws(FilterExpression.Problem) -> CharacterTest.Member {
        let start = position
        if pattern[position...].starts(with: "[:") { throw unsupported("named classes aren't", "[:", at: start) }
        guard let first = try bound() else { return try escapedMember(from: start) }
        // A trailing hyphen is a literal.
        guard next == "-", position + 1 < pattern.count, pattern[position + 1] != "]" else { return .init(first) }
        position += 1
        guard let last = try bound() else {
            let text = String(pattern[start...min(position + 1, pattern.count - 1)])
            throw problem("invalid range \"\(text)\" at character \(start + 1); end it with a single character")
        }
        guard first <= last else {
            let text = String(pattern[start..<position])
            throw problem("reversed range \"\(text)\" at character \(start + 1); use \(last)-\(first)")
        }
        return .range(first, last)
    }

    /// Parses a literal or escaped character in brackets; returns `nil` for an escaped class and at the end of the
    /// pattern.
    private mutating func bound() throws(FilterExpression.Problem) -> Character? {
        guard let character = next else { return nil }
        guard character == "\\" else {
            position += 1
            return character
        }
        if position + 1 < pattern.count, Self.kind(of: pattern[position + 1]) != nil { return nil }
        return try escapedCharacter(from: position)
    }

    /// Parses an escape inside or outside of brackets.
    mutating func escapedMember(from start: Int) throws(FilterExpression.Problem) -> CharacterTest.Member {
        if position + 1 < pattern.count, let member = Self.kind(of: pattern[position + 1]) {
            position += 2
            return member
        }
        return .init(try escapedCharacter(from: start))
    }

    private static func kind(of letter: Character) -> CharacterTest.Member? {
        if let kind = CharacterTest.Kind(rawValue: letter) { return .kind(kind, isInverted: false) }
        return CaselessCharacter(letter).lowercased == letter
            ? nil
            : CharacterTest.Kind(rawValue: CaselessCharacter(letter).lowercased).map { .kind($0, isInverted: true) }
    }

    private mutating func escapedCharacter(from start: Int) throws(FilterExpression.Problem) -> Character {
        guard start + 1 < pattern.count else {
            throw problem("nothing after \"\\\" at character \(start + 1); use \\\\ for a backslash")
        }
        let character = pattern[start + 1]
        let text = "\\\(character)"
        switch character {
        case "1"..."9", "k", "g": throw unsupported("backreferences aren't", text, at: start)
        case "p", "P": throw unsupported("Unicode properties aren't", text, at: start)
        case _ where character.isASCII && (character.isLetter || character.isNumber):
            throw problem("unknown escape \"\(text)\" at character \(start + 1); use \\\\ for a backslash")
        default:
            position = start + 2
            return character
        }
    }
}
