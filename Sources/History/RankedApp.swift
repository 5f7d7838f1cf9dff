public import Market

/// An app in a chart as of a time, with its change since an earlier snapshot.
public struct RankedApp: Hashable, Sendable {
    /// The presence of an app in a chart compared with an earlier snapshot.
    public enum State: String, Hashable, Sendable {
        /// The app was never in the chart before.
        case new
        /// The app wasn't in the earlier snapshot, but was in the chart before that.
        case returned
        /// The app was in both snapshots.
        case steady
    }

    public var rank: Rank
    public var app: AppID
    public var name: String?
    public var developer: String?
    /// The rank in the earlier snapshot; `nil` if the app wasn't ranked in it or there is none.
    public var previousRank: Rank?
    /// Whether the app is new, has returned or was already ranked; `nil` if there is no complete earlier snapshot.
    public var state: State?

    /// The number of ranks gained since the earlier snapshot, negative if ranks were lost; `nil` if there is no earlier
    /// rank.
    public var change: Int? { previousRank.map { $0.value - rank.value } }
}

/// An app that was in an earlier snapshot of a chart but isn't in the current one.
public struct DroppedApp: Hashable, Sendable {
    public var app: AppID
    public var name: String?
    public var lastRank: Rank
    /// Whether a second snapshot confirms that the app left. Sources sometimes omit a popular app once.
    public var isConfirmed: Bool
}

/// A chart as of a time, compared with an earlier snapshot.
public struct RankTable: Hashable, Sendable {
    public var ranking: Ranking
    /// The time at which the earlier snapshot was seen; `nil` if there is none.
    public var comparedTo: Timestamp?
    public var apps: [RankedApp]
    public var dropped: [DroppedApp]
}
