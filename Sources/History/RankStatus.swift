public import Market

/// The rank of an app in a chart as of a time, with its change since an earlier snapshot.
public struct RankStatus: Hashable, Sendable {
    /// The rank; `nil` if the app isn't in the newest snapshot.
    public var rank: Rank?
    /// The time at which the newest snapshot was first seen.
    public var since: Timestamp
    /// The time at which the newest snapshot was last seen, at or before the time of the query.
    public var seen: Timestamp
    /// Whether the rank comes from a published figure or a vendor's series rather than a complete snapshot.
    public var isPartial: Bool
    /// Whether a second snapshot confirms that the app isn't ranked. Sources sometimes omit a popular app once.
    public var isConfirmed: Bool
    /// The rank in the earlier snapshot; `nil` if the app wasn't ranked then or the rank isn't known.
    public var previousRank: Rank?
    /// Whether the app is new, has returned or was already ranked; `nil` if the app isn't ranked or there is no earlier
    /// snapshot.
    public var state: RankedApp.State?
    /// The time at which the earlier snapshot was seen; `nil` if there is none.
    public var comparedTo: Timestamp?

    /// The number of ranks gained since the earlier snapshot, negative if ranks were lost; `nil` if either rank is
    /// unknown.
    public var change: Int? {
        guard let rank, let previousRank else { return nil }
        return previousRank.value - rank.value
    }
}

/// The app at #1 in a chart as of a time.
public struct ChartLeader: Hashable, Sendable {
    public var app: AppID
    /// The time of the first snapshot in the app's current, uninterrupted run at #1.
    public var since: Timestamp
    /// Whether an earlier snapshot shows the app at another rank or not ranked. If `false`, the lead may have begun
    /// before the first snapshot.
    public var hasKnownStart: Bool
}
