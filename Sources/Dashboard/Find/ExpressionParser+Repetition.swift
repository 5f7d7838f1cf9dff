extension ExpressionParser {
    /// A quantifier, such as `*` or `{2,3}`.
    struct Repetition {
        var minimum: Int
        /// The maximum number of repetitions; `nil` if unlimited.
        var maximum: Int?
        /// The quantifier as typed.
        var text: String
        /// The position of the quantifier's first character, counted from 1.
        var start: Int
    }

    /// Parses the quantifier at the current position; returns `nil` if there is none. A `{` that doesn't begin a
    /// quantifier is a literal.
    mutating func repetition() throws(FilterExpression.Problem) -> Repetition? {
        guard let character = next else { return nil }
        let start = position
        let bounds: (minimum: Int, maximum: Int?)
        switch character {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let counted = try countedBounds() else { return nil }
            position = counted.end
            bounds = (counted.minimum, counted.maximum)
        default: return nil
        }
        if character != "{" { position += 1 }
        let text = String(pattern[start..<position])
        if let maximum = bounds.maximum, maximum < bounds.minimum {
            throw problem(
                "reversed quantifier \"\(text)\" at character \(start + 1); use {\(maximum),\(bounds.minimum)}"
            )
        }
        return Repetition(minimum: bounds.minimum, maximum: bounds.maximum, text: text, start: start + 1)
    }

    /// Parses `{n}`, `{n,}`, `{,m}` or `{n,m}` at the current position; returns `nil` if the brace is a literal.
    private func countedBounds() throws(FilterExpression.Problem) -> (minimum: Int, maximum: Int?, end: Int)? {
        let inside = pattern[(position + 1)...].prefix { $0 == "," || Self.isDigit($0) }
        guard inside.endIndex < pattern.count else {
            throw problem("missing \"}\" for the \"{\" at character \(position + 1); use \\{ for a brace")
        }
        let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
        guard pattern[inside.endIndex] == "}", parts.count <= 2, inside.contains(where: Self.isDigit) else {
            return nil
        }
        let counts = parts.map(Self.count)
        let end = inside.endIndex + 1
        return counts.count == 1 ? (counts[0] ?? 0, counts[0], end) : (counts[0] ?? 0, counts[1], end)
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// Parses a number of repetitions. Returns `nil` if there are no digits, and `Int.max` on overflow, which exceeds
    /// the instruction limit anyway.
    private static func count(_ digits: ArraySlice<Character>) -> Int? {
        digits.isEmpty ? nil : Int(String(digits)) ?? .max
    }
}
