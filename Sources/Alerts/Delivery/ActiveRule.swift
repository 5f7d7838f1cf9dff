/// A rule in effect, and the destinations of its alerts.
public struct ActiveRule: Hashable, Sendable {
    public var rule: AlertRule
    /// The hosts of webhooks and the commands.
    public var destinations: [String]

    public init(_ rule: AlertRule, destinations: [String] = []) {
        self.rule = rule
        self.destinations = destinations
    }
}
