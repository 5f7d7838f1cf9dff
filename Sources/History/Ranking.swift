public import Market

/// A chart as it stood at an instant.
public struct Ranking: Hashable, Sendable {
    public var chart: Chart
    /// When this list was first seen.
    public var observedAt: Timestamp
    /// When it was last seen unchanged.
    public var confirmedUntil: Timestamp
    public var coverage: ChartSnapshot.Coverage
    /// By rank.
    public var entries: [Entry]

    /// An app at its place.
    public struct Entry: Hashable, Sendable {
        public var rank: Rank
        public var app: AppID
    }
}
