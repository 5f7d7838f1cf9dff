/// A regular expression of a filter, which matches in time proportional to the text.
///
/// Swift's `Regex` backtracks without a limit of steps, so a name of 30 characters can hold up a key for ever. An
/// expression here is a program (``ExpressionProgram``) of at most ``longestProgram`` instructions, and all of its states
/// advance together through the text (``ExpressionSearch``). So nothing has to be refused because it could be slow.
///
/// Supported are literals, `.`, classes (`[a-z]`, `[^…]`), `\d` `\w` `\s` and their negations, `\b` `\B`, `^` `$`,
/// groups, `|`, and the repeats `*` `+` `?` `{n}` `{n,}` `{,m}` `{n,m}`, also lazy. Case never matters; accents do. What
/// a person sees as one character, such as an emoji with a skin tone, is one. `\b` is between a character that `\w`
/// matches and one that it doesn't.
struct FilterExpression {
    /// What is wrong with an expression, where, and what to write instead.
    struct Problem: Error, Hashable {
        var sentence: String
    }

    /// Most instructions of a program. An expression that needs more is a problem.
    static let longestProgram = 500
    /// Most characters of a name that are searched.
    static let longestText = 200

    private let program: ExpressionProgram

    init(_ pattern: String) throws(Problem) {
        var parser = ExpressionParser(pattern)
        program = ExpressionProgram(try parser.parsed())
    }

    /// Instructions of the program.
    var size: Int { program.instructions.count }

    /// Whether some part of the text matches.
    func matches(_ text: String) -> Bool { search(text).isFound }

    /// Whether some part of the text matches, and how many instructions it took to find out: at most the size of the
    /// program for each character and once more.
    func search(_ text: String) -> (isFound: Bool, steps: Int) {
        // One more than is searched, so that a text that is cut has no end there.
        let characters = text.prefix(Self.longestText + 1).map(CaselessCharacter.init)
        var search = ExpressionSearch(program)
        let isFound = search.find(in: characters, searching: Self.longestText)
        return (isFound, search.steps)
    }
}
