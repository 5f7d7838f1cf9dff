public import Market

/// A launch in one line: the figures that launches are compared by.
public struct LaunchSummary: Hashable, Sendable {
    /// Downloads of day 0 in the launch's home scope, by its own series.
    public var day1: ClosedRange<Double>?
    /// Downloads of the first seven days, likewise.
    public var day7: ClosedRange<Double>?
    /// How these figures are known.
    public var kind: FigureKind
    /// The best rank seen in a chart of a whole store, and the first day at it.
    public var peak: Int?
    public var peakDay: Day?
    /// Different sources of the figures.
    public var sources: Int

    /// - Parameter observations: the figures true at the instant of interest.
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
