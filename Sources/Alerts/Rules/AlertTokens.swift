/// The words of a rule, with where they stand. `<=10` is two of them.
struct AlertTokens {
    struct Token: Hashable {
        var text: String
        /// From 1, in characters.
        var column: Int
    }

    private var tokens: ArraySlice<Token>
    /// Where a word that is missing would stand.
    let end: Int

    private static let operators: Set<Character> = ["<", ">", "=", "≤", "≥"]

    /// - Complexity: linear.
    init(_ text: String) {
        var found: [Token] = []
        var isOpen = false
        var end = 1
        for (index, character) in text.enumerated() {
            guard !character.isWhitespace else {
                isOpen = false
                continue
            }
            let isSame = found.last?.text.last.map(Self.operators.contains) == Self.operators.contains(character)
            if isOpen, isSame {
                found[found.count - 1].text.append(character)
            } else {
                found.append(Token(text: String(character), column: index + 1))
            }
            isOpen = true
            end = index + 2
        }
        tokens = found[...]
        self.end = end
    }

    var next: Token? { tokens.first }
    /// Where the next word stands, or would.
    var column: Int { tokens.first?.column ?? end }

    mutating func take() -> Token? { tokens.popFirst() }

    /// Takes the next word where it is one of `words`.
    mutating func skip(_ words: String...) -> Bool {
        guard let next, words.contains(next.text.lowercased()) else { return false }
        tokens.removeFirst()
        return true
    }

    /// All that is left.
    mutating func rest() -> [Token] {
        defer { tokens = [] }
        return Array(tokens)
    }
}
