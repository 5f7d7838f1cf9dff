public import Market

/// A rule in effect, and the destinations of its alerts.
public struct ActiveRule: Hashable, Sendable {
    public var rule: AlertRule
    /// The labels of the destinations that receive the alerts, such as "hooks.slack.com" for a webhook or "command
    /// notify-send" for a command.
    public var destinations: [String]
    /// The time of the first unconfirmed change in each chart. A change is confirmed by a second snapshot.
    public var pending: [Chart: Timestamp]

    public init(_ rule: AlertRule, destinations: [String] = [], pending: [Chart: Timestamp] = [:]) {
        self.rule = rule
        self.destinations = destinations
        self.pending = pending
    }
}
