public import Market

/// A chart in an engine.
public struct EngineChart: Hashable, Sendable {
    public var chart: Chart
    /// The range from the first to the last snapshot in seconds, according to the chart's sources; `nil` if unknown.
    public var times: ClosedRange<Int64>?

    public init(chart: Chart, times: ClosedRange<Int64>?) { (self.chart, self.times) = (chart, times) }
}
