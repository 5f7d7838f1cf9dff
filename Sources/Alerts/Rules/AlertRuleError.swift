/// A syntax error in a rule or a message template.
public struct AlertRuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The position in characters, from 1.
    public let column: Int
    public let problem: String

    init(at column: Int, _ problem: String) {
        self.column = column
        self.problem = problem
    }

    /// The position and the problem: `at character 6: expected "<=", found "10"`.
    public var description: String { "at character \(column): \(problem)" }
}
