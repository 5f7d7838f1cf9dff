public import Market

/// A rule in effect, and the destinations of its alerts.
public struct ActiveRule: Hashable, Sendable {
    public var rule: AlertRule
    /// The webhooks, by their host, and commands that receive the alerts.
    public var destinations: [String]
    /// The times of changes that no second snapshot has confirmed yet, by chart.
    public var pending: [Chart: Timestamp]

    public init(_ rule: AlertRule, destinations: [String] = [], pending: [Chart: Timestamp] = [:]) {
        self.rule = rule
        self.destinations = destinations
        self.pending = pending
    }
}
