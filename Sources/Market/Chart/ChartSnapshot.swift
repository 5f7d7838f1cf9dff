/// A chart read at one time.
public struct ChartSnapshot: Hashable, Sendable {
    /// How much of the chart the entries cover.
    public enum Coverage: Hashable, Sendable {
        /// Every rank from 1 to the depth: an app that isn't listed isn't ranked.
        case full
        /// Some ranks, such as one quoted by a newspaper; the others are unknown.
        case partial
    }

    public var chart: Chart
    /// When it was read: the time of the poll, or the time stated by a file.
    public var observedAt: Timestamp
    /// The feed's own timestamp, which may not change for a year.
    public var feedUpdated: Timestamp?
    public var coverage: Coverage
    /// Sorted by rank, each rank and each app at most once.
    public var entries: [RankEntry]

    public init(
        chart: Chart,
        observedAt: Timestamp,
        feedUpdated: Timestamp? = nil,
        coverage: Coverage = .full,
        entries: [RankEntry]
    ) {
        self.chart = chart
        self.observedAt = observedAt
        self.feedUpdated = feedUpdated
        self.coverage = coverage
        self.entries = entries
    }
}
