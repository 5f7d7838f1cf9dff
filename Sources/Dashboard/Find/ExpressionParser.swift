/// A parser for regular expressions. Error messages count characters from 1.
///
/// - Complexity: Linear in the length of the expression.
struct ExpressionParser {
    /// The maximum nesting depth of groups, which limits the recursion.
    static let maximumDepth = 50

    let pattern: [Character]
    var position = 0
    private var depth = 0

    init(_ pattern: String) { self.pattern = Array(pattern) }

    /// The character at the current position; `nil` at the end.
    var next: Character? { position < pattern.count ? pattern[position] : nil }

    mutating func parsed() throws(FilterExpression.Problem) -> ExpressionNode {
        let node = try choice()
        if next == ")" { throw problem("unmatched \")\" at character \(position + 1)") }
        guard node.size < FilterExpression.instructionLimit else {
            throw problem("expression too large; use fewer or smaller quantifiers")
        }
        return node
    }

    /// Parses alternatives up to the end or a closing parenthesis.
    private mutating func choice() throws(FilterExpression.Problem) -> ExpressionNode {
        var branches = [try sequence()]
        while next == "|" {
            position += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : ExpressionNode(.choice(branches))
    }

    private mutating func sequence() throws(FilterExpression.Problem) -> ExpressionNode {
        var parts: [ExpressionNode] = []
        while let character = next, character != "|", character != ")" {
            if let repeats = try repetition() {
                throw problem("quantifier \"\(repeats.text)\" at character \(repeats.start) has nothing to repeat")
            }
            parts.append(try repeated(atom()))
        }
        return parts.count == 1 ? parts[0] : ExpressionNode(.sequence(parts))
    }

    /// Parses the quantifier that follows a node, if any, and returns the repeated node.
    private mutating func repeated(_ node: ExpressionNode) throws(FilterExpression.Problem) -> ExpressionNode {
        guard let first = try repetition() else { return node }
        // Laziness doesn't affect whether there is a match.
        if next == "?" { position += 1 }
        if let second = try repetition() {
            throw problem("nested quantifier \"\(second.text)\" at character \(second.start); use ( ) around the first")
        }
        let result = ExpressionNode(.repeated(node, minimum: first.minimum, maximum: first.maximum))
        guard result.size < FilterExpression.instructionLimit else {
            throw problem(
                "quantifier \"\(first.text)\" at character \(first.start) is too large; use a smaller one"
            )
        }
        return result
    }

    private mutating func atom() throws(FilterExpression.Problem) -> ExpressionNode {
        guard let character = next else { return ExpressionNode(.sequence([])) }
        switch character {
        case "(": return try group()
        case "[": return ExpressionNode(.one(try characterClass()))
        case "\\": return try escape()
        default: break
        }
        position += 1
        switch character {
        case ".": return ExpressionNode(.one(.any))
        case "^": return ExpressionNode(.assertion(.start))
        case "$": return ExpressionNode(.assertion(.end))
        default: return ExpressionNode(.one(.literal(CaselessCharacter(character).lowercased)))
        }
    }

    private mutating func group() throws(FilterExpression.Problem) -> ExpressionNode {
        let start = position
        position += 1
        if next == "?" { try skipGroupKind(from: start) }
        guard depth < Self.maximumDepth else {
            throw problem("groups nested deeper than \(Self.maximumDepth) at character \(start + 1)")
        }
        depth += 1
        let node = try choice()
        depth -= 1
        guard next == ")" else { throw problem("missing \")\" for the \"(\" at character \(start + 1)") }
        position += 1
        return node
    }

    /// Skips the `?:` of a non-capturing group. Throws an error for other kinds of groups with a `?`, which aren't
    /// supported.
    private mutating func skipGroupKind(from start: Int) throws(FilterExpression.Problem) {
        position += 1
        let kinds: [(sign: String, name: String)] = [
            ("=", "lookahead isn't"), ("!", "lookahead isn't"), ("<=", "lookbehind isn't"), ("<!", "lookbehind isn't"),
            ("<", "named groups aren't"), ("P<", "named groups aren't"), ("P=", "backreferences aren't"),
            (">", "atomic groups aren't"), ("#", "comments aren't"), ("(", "conditionals aren't"),
        ]
        if next == ":" {
            position += 1
        } else if next == nil {
            throw problem("missing \")\" for the \"(\" at character \(start + 1)")
        } else if let kind = kinds.first(where: { pattern[position...].starts(with: $0.sign) }) {
            throw unsupported(kind.name, "(?\(kind.sign)", at: start)
        } else {
            throw unsupported("options aren't", "(?\(pattern[position])", at: start)
        }
    }

    private mutating func escape() throws(FilterExpression.Problem) -> ExpressionNode {
        let start = position
        switch next(after: "b", "B") {
        case "b": return ExpressionNode(.assertion(.wordBoundary))
        case "B": return ExpressionNode(.assertion(.noWordBoundary))
        default: break
        }
        switch try escapedMember(from: start) {
        case .literal(let character): return ExpressionNode(.one(.literal(character)))
        case let member: return ExpressionNode(.one(.members([member], isInverted: false)))
        }
    }

    /// Consumes a backslash followed by one of the given letters, and returns the letter. Returns `nil` and consumes
    /// nothing if the backslash is followed by anything else.
    private mutating func next(after letters: Character...) -> Character? {
        guard position + 1 < pattern.count, letters.contains(pattern[position + 1]) else { return nil }
        position += 2
        return pattern[position - 1]
    }

    func problem(_ message: String) -> FilterExpression.Problem { .init(message: "re: " + message) }

    func unsupported(_ what: String, _ text: String, at start: Int) -> FilterExpression.Problem {
        problem("\(what) supported in filters: \"\(text)\" at character \(start + 1)")
    }
}
