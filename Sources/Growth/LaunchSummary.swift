public import Market

/// The key figures of a launch, used in lists.
public struct LaunchSummary: Hashable, Sendable {
    /// Downloads on day 0 in the launch's home scope, by its own series; `nil` if unknown.
    public var day1: ClosedRange<Double>?
    /// Downloads in the first seven days in the launch's home scope, by its own series; `nil` if unknown.
    public var day7: ClosedRange<Double>?
    /// The kind of the download figures.
    public var kind: FigureKind
    /// The best rank in a chart of the whole store; `nil` if no rank is known.
    public var peak: Int?
    public var peakDay: Day?
    /// The number of publishers.
    public var sources: Int

    /// Creates a summary.
    ///
    /// - Parameter observations: The figures that are valid at the time of interest.
    public init(of launch: Launch, observations: [Observation]) {
        let curve = DownloadCurve(observations: observations, of: launch)
        day1 = curve.total(atEndOf: 0)
        day7 = curve.total(atEndOf: 6)
        kind = curve.kind
        let ranks = observations.filter { $0.metric == .rank && $0.chart?.genre == nil }
        let best = ranks.min { ($0.value, $0.period.lastDay) < ($1.value, $1.period.lastDay) }
        peak = best.map { Int($0.value) }
        peakDay = best.flatMap { if case .day(let day) = $0.period { day } else { nil } }
        sources = Set(observations.map(\.source.name)).count
    }
}
