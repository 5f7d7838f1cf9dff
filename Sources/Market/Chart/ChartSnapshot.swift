/// A chart read at one time.
public struct ChartSnapshot: Hashable, Sendable {
    /// The part of the chart that the entries cover.
    public enum Coverage: Hashable, Sendable {
        /// Every rank from 1 to the depth: an app that isn't listed isn't ranked.
        case full
        /// Some ranks, such as one quoted by a newspaper; the others are unknown.
        case partial
    }

    public var chart: Chart
    /// The time at which it was read: that of the poll, or the one stated in a file.
    public var observedAt: Timestamp
    /// The feed's own timestamp, which may not change for a year.
    public var feedUpdated: Timestamp?
    public var coverage: Coverage
    /// The entries, sorted by rank. Each rank and each app occurs at most once.
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
