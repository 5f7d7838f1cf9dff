public import Market

/// What is counted, and where. Only figures of equal measure are laid on one axis or divided by each other.
public struct Measure: Hashable, Sendable {
    public var metric: Metric
    public var scope: Scope

    public init(_ metric: Metric, _ scope: Scope) {
        self.metric = metric
        self.scope = scope
    }
}
