public import Market

/// The rank of one app in one chart as of a time, and its change.
public struct RankStatus: Hashable, Sendable {
    /// The rank; `nil` if the app isn't in the newest snapshot.
    public var rank: Rank?
    /// When that snapshot was first seen.
    public var since: Timestamp
    /// When it was last seen, as of the time of the query.
    public var seen: Timestamp
    /// Whether the rank comes from a published figure rather than a complete snapshot.
    public var isPartial: Bool
    /// Whether a second snapshot confirms that the app isn't ranked. Sources sometimes omit a popular app once.
    public var isConfirmed: Bool
    /// The rank about one window earlier.
    public var previousRank: Rank?
    /// How the app came to be ranked; `nil` if it isn't ranked or there is no earlier snapshot.
    public var state: RankedApp.State?
    /// When the earlier snapshot was seen; `nil` if there is none.
    public var comparedTo: Timestamp?

    /// Ranks gained since the earlier snapshot; negative for ranks lost.
    public var change: Int? {
        guard let rank, let previousRank else { return nil }
        return previousRank.value - rank.value
    }
}

/// The app at #1 in a chart as of a time.
public struct ChartLeader: Hashable, Sendable {
    public var app: AppID
    /// When it was first seen at #1 in the current run of snapshots.
    public var since: Timestamp
    /// Whether the snapshot before that had another app at #1. If not, the lead may have begun before the first snapshot.
    public var hasKnownStart: Bool
}
