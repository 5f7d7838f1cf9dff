/// The tokens of a rule and their positions. For example, `<=10` has two tokens.
struct AlertTokens {
    struct Token: Hashable {
        var text: String
        /// The position of the token in characters, starting at 1.
        var column: Int
    }

    private var tokens: ArraySlice<Token>
    /// The column after the last token, where a missing token would be.
    let end: Int

    private static let operators: Set<Character> = ["<", ">", "=", "≤", "≥"]

    /// Splits text into tokens.
    ///
    /// - Complexity: O(length).
    init(_ text: String) {
        var found: [Token] = []
        var isOpen = false
        var end = 1
        for (index, character) in text.enumerated() {
            guard !character.isWhitespace else {
                isOpen = false
                continue
            }
            let isSameKind = found.last?.text.last.map(Self.operators.contains) == Self.operators.contains(character)
            if isOpen, isSameKind {
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
    /// The column of the next token, or the column after the last one if there are no more.
    var column: Int { tokens.first?.column ?? end }

    mutating func take() -> Token? { tokens.popFirst() }

    /// Skips the next token if it is one of `words`, and returns whether a token was skipped.
    mutating func skip(_ words: String...) -> Bool {
        guard let next, words.contains(next.text.lowercased()) else { return false }
        tokens.removeFirst()
        return true
    }

    /// Removes and returns all remaining tokens.
    mutating func rest() -> [Token] {
        defer { tokens = [] }
        return Array(tokens)
    }
}
