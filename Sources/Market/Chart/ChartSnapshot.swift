/// The entries of a chart that was read at one time.
public struct ChartSnapshot: Hashable, Sendable {
    /// The part of the chart that the entries cover.
    public enum Coverage: Hashable, Sendable {
        /// Every rank from 1 to the number of entries. An app without an entry isn't ranked.
        case full
        /// Only some ranks, such as a single rank quoted by a newspaper. All other ranks are unknown.
        case partial
    }

    public var chart: Chart
    /// The time at which the chart was read: the time of the poll, or the time stated in a file.
    public var observedAt: Timestamp
    /// The feed's own timestamp, which may stay unchanged for a year; `nil` if there is none.
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
