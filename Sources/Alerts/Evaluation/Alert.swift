public import Market

/// Something that a rule was waiting for, and that two looks agree on.
///
/// Names come from strangers: what shows them, or hands them on, makes them fit for where they go.
public struct Alert: Hashable, Sendable {
    /// From 1, in the order in which they were told in this run.
    public var number: Int
    public var rule: AlertRule
    public var subject: AlertSubject
    /// What the app is called, or the feed.
    public var name: String
    /// The app's place at the second look; `nil` off the list, and where it is not about a place.
    public var rank: Rank?
    /// When it was so at first.
    public var suspectedAt: Timestamp
    /// When a second look agreed.
    public var confirmedAt: Timestamp
    /// A few words: "Sora is #3".
    public var title: String
    /// A sentence with the chart and both looks, or what the rule says in its place.
    public var text: String

    /// What is filled in for a place in words; `nil` where there is nothing.
    func value(of place: AlertTemplate.Placeholder) -> String? {
        switch place {
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

/// What is to be done about a look.
public enum AlertAction: Hashable, Sendable {
    case fire(Alert)
    /// So many alerts of a rule are not told, since it told as many as it may within an hour.
    ///
    /// - first: the titles of the first of them.
    case withhold(rule: AlertRule, count: Int, first: [String])
}
