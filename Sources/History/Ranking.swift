public import Market

/// The apps ranked in a chart as of a time.
public struct Ranking: Hashable, Sendable {
    public var chart: Chart
    /// The time at which the snapshot was first seen.
    public var observedAt: Timestamp
    /// The time at which the snapshot was last seen unchanged.
    public var confirmedUntil: Timestamp
    public var coverage: ChartSnapshot.Coverage
    /// The entries, sorted by rank.
    public var entries: [Entry]

    /// A row of the chart.
    public struct Entry: Hashable, Sendable {
        public var rank: Rank
        public var app: AppID
    }
}
