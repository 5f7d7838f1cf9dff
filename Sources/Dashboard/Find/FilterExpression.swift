/// A regular expression that matches in linear time.
///
/// Swift's `Regex` backtracks without a step limit, so an expression could block the program on a name of 30
/// characters. This type compiles an expression to an ``ExpressionProgram`` of at most ``instructionLimit``
/// instructions, and ``ExpressionSearch`` advances all states together.
///
/// It supports literals, `.`, classes (`[a-z]`, `[^…]`), `\d` `\w` `\s` and their negations, `\b` `\B`, `^` `$`,
/// groups, `|`, and the quantifiers `*` `+` `?` `{n}` `{n,}` `{,m}` `{n,m}`, greedy or lazy. Matching ignores case but
/// not accents. Characters are grapheme clusters, so an emoji with a skin tone is one character.
struct FilterExpression {
    /// A syntax error. Its message says what is wrong, where, and how to fix it.
    struct Problem: Error, Hashable {
        var message: String
    }

    /// The maximum number of instructions. Larger expressions are rejected.
    static let instructionLimit = 500
    /// The number of characters at the start of a text that are searched.
    static let searchLimit = 200

    let program: ExpressionProgram

    init(_ pattern: String) throws(Problem) {
        var parser = ExpressionParser(pattern)
        program = ExpressionProgram(try parser.parsed())
    }

    /// Returns whether the expression matches a part of the text.
    func matches(_ text: String) -> Bool { search(text).isFound }

    /// Returns whether the expression matches a part of the text, and the number of instructions executed. That number
    /// is at most the number of compiled instructions · (characters + 1).
    func search(_ text: String) -> (isFound: Bool, steps: Int) {
        // Keep one character more than is searched, so that `$` doesn't match at the cut.
        let characters = text.prefix(Self.searchLimit + 1).map(CaselessCharacter.init)
        var search = ExpressionSearch(program)
        let isFound = search.find(in: characters, searching: Self.searchLimit)
        return (isFound, search.steps)
    }
}
