public import Market

/// A fired alert: a rule's condition was met, and a second snapshot or check confirmed it.
///
/// App names come from untrusted sources. Code that displays or forwards them must sanitize them for the destination.
public struct Alert: Hashable, Sendable {
    /// The position in the order in which alerts fired in this run, from 1.
    public var number: Int
    public var rule: AlertRule
    public var subject: AlertSubject
    /// The name of the app or source.
    public var name: String
    /// The app's rank in the confirming snapshot; `nil` when it isn't ranked, or the rule isn't about ranks.
    public var rank: Rank?
    /// When the condition was first met.
    public var firstSeen: Timestamp
    /// When a second snapshot or check confirmed it.
    public var confirmedAt: Timestamp
    /// A short summary: "Sora is #3".
    public var title: String
    /// A sentence with the chart and the time of confirmation, or the rule's own message.
    public var text: String

    /// Returns the value of a placeholder; `nil` if it has none in this alert.
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
    /// Alerts that were dropped because the rule reached its hourly limit.
    ///
    /// - count: the number of alerts dropped.
    /// - first: the titles of the first few of them.
    case withhold(rule: AlertRule, count: Int, first: [String])
}
