/// An alert rule: a condition, the apps it applies to, and the message to send.
///
/// Rules are equal if they have the same condition and apps; the text and the message don't matter.
public struct AlertRule: Hashable, Sendable {
    public let condition: AlertCondition
    public let apps: AlertApps
    /// The text of the condition, as the user wrote it.
    public let text: String
    /// The message to send instead of the default text; `nil` for the default text.
    public var message: AlertTemplate?

    /// Maximum number of characters in a rule.
    public static let lengthLimit = 300

    /// Parses a rule such as `rank <= 10 in us top-free`. The grammar is described in `docs/alerts.md`.
    public init(
        _ text: String,
        of apps: AlertApps = .watchlist,
        message: AlertTemplate? = nil
    ) throws(AlertRuleError) {
        guard text.utf8.count <= Self.lengthLimit * 4, text.count <= Self.lengthLimit else {
            throw AlertRuleError(at: Self.lengthLimit, "rule too long; use at most \(Self.lengthLimit) characters")
        }
        var reader = AlertRuleReader(text)
        condition = try reader.condition()
        self.apps = apps
        self.text = text
        self.message = message
    }

    /// Whether the rule is about apps rather than sources.
    public var needsApps: Bool { if case .sourceStale = condition { false } else { true } }

    public static func == (left: AlertRule, right: AlertRule) -> Bool {
        left.condition == right.condition && left.apps == right.apps
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(condition)
        hasher.combine(apps)
    }
}

/// A syntax error in a rule or a message template.
public struct AlertRuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The position of the error in characters, starting at 1.
    public let column: Int
    public let problem: String

    init(at column: Int, _ problem: String) {
        self.column = column
        self.problem = problem
    }

    /// The position and the problem, such as `at character 6: expected "<=", found "10"`.
    public var description: String { "at character \(column): \(problem)" }
}
