public import Market

/// A metric with its scope. Only figures with equal measures share an axis or a ratio.
public struct Measure: Hashable, Sendable {
    public var metric: Metric
    public var scope: Scope

    public init(_ metric: Metric, _ scope: Scope) {
        self.metric = metric
        self.scope = scope
    }
}
