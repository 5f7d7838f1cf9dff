public import Market

/// A rule in effect, and the destinations of its alerts.
public struct ActiveRule: Hashable, Sendable {
    public var rule: AlertRule
    /// The hosts of webhooks and the commands.
    public var destinations: [String]
    /// The charts with a change that no second snapshot has confirmed yet, and the time of its snapshot.
    public var pending: [Chart: Timestamp]

    public init(_ rule: AlertRule, destinations: [String] = [], pending: [Chart: Timestamp] = [:]) {
        self.rule = rule
        self.destinations = destinations
        self.pending = pending
    }
}
