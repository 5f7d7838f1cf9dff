public import Market

/// An alert that fired: the condition of a rule was met, and a second snapshot or check confirmed it.
///
/// App names come from untrusted sources. Code that displays or forwards them must sanitize them for the destination.
public struct Alert: Hashable, Sendable {
    /// The alert's sequence number, starting at 1 and continuing from earlier runs with the same archive.
    public var number: Int
    public var rule: AlertRule
    public var subject: AlertSubject
    /// The name of the app or source.
    public var name: String
    /// The app's rank in the confirming snapshot; `nil` if the app isn't ranked or the rule isn't about ranks.
    public var rank: Rank?
    /// The time when the condition was first met.
    public var firstSeen: Timestamp
    /// The time when a second snapshot or check confirmed the condition.
    public var confirmedAt: Timestamp
    /// The change that the alert reports in addition to the rank, such as "entered top 10"; `nil` if there is none.
    public var change: String?
    /// A summary, such as "Sora is #3 in US Top Free: entered top 10".
    public var title: String
    /// The title with details such as the earlier rank and the confirmation, or the rule's own message.
    public var text: String

    public init(
        number: Int,
        rule: AlertRule,
        subject: AlertSubject,
        name: String,
        rank: Rank?,
        firstSeen: Timestamp,
        confirmedAt: Timestamp,
        change: String? = nil,
        title: String,
        text: String
    ) {
        (self.number, self.rule, self.subject) = (number, rule, subject)
        (self.name, self.rank) = (name, rank)
        (self.firstSeen, self.confirmedAt) = (firstSeen, confirmedAt)
        (self.change, self.title, self.text) = (change, title, text)
    }

    /// Returns the value of a placeholder, or `nil` if it has no value in this alert.
    func value(of placeholder: AlertTemplate.Placeholder) -> String? {
        switch placeholder {
        case .name: name
        case .app: subject.app?.text
        case .rank: rank.map { String($0.value) }
        case .chart: subject.chart?.title
        case .rule: rule.text
        case .time: confirmedAt.iso8601
        case .title: title
        case .text: text
        }
    }
}

/// An action for the caller to take after an evaluation.
public enum AlertAction: Hashable, Sendable {
    case fire(Alert)
    /// Reports alerts that were dropped because the rule reached its hourly limit.
    ///
    /// - count: The number of alerts that were dropped.
    /// - first: The titles of the first few dropped alerts.
    case withhold(rule: AlertRule, count: Int, first: [String])
}
