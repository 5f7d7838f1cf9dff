/// A rule: what has to be so, of which apps, and in which words it is told.
///
/// Two rules with the same condition about the same apps are the same rule, whatever it is told in.
public struct AlertRule: Hashable, Sendable {
    public let condition: AlertCondition
    public let apps: AlertApps
    /// As it was written.
    public let text: String
    /// In place of our own words.
    public var say: AlertTemplate?

    /// Most characters of a rule.
    public static let lengthLimit = 300

    /// Reads a rule such as `rank <= 10 in us top-free`. The grammar is described in `docs/alerts.md`.
    public init(_ text: String, of apps: AlertApps = .watchlist, say: AlertTemplate? = nil) throws(AlertRuleError) {
        guard text.utf8.count <= Self.lengthLimit * 4, text.count <= Self.lengthLimit else {
            throw AlertRuleError(at: Self.lengthLimit, "a rule has at most \(Self.lengthLimit) characters")
        }
        var reader = AlertRuleReader(text)
        condition = try reader.condition()
        self.apps = apps
        self.text = text
        self.say = say
    }

    /// Whether it is about apps, and not about feeds.
    public var needsApps: Bool { if case .sourceStale = condition { false } else { true } }

    public static func == (left: AlertRule, right: AlertRule) -> Bool {
        left.condition == right.condition && left.apps == right.apps
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(condition)
        hasher.combine(apps)
    }
}
