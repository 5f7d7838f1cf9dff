/// What is wrong with a rule, or with words in it: where, and what is expected there.
public struct AlertRuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1, in characters.
    public let column: Int
    public let problem: String

    init(at column: Int, _ problem: String) {
        self.column = column
        self.problem = problem
    }

    public var description: String { "at its character \(column): \(problem)" }
}
