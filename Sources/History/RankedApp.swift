public import Market

/// One app in one chart as of a time, with its change.
public struct RankedApp: Hashable, Sendable {
    /// How the app came to be ranked, compared with an earlier snapshot.
    public enum State: String, Hashable, Sendable {
        /// The app was never in this chart before.
        case new
        /// The app wasn't in the earlier snapshot, but in the chart before that.
        case returned
        /// The app was in both snapshots.
        case steady
    }

    public var rank: Rank
    public var app: AppID
    public var name: String?
    public var developer: String?
    /// The rank in the earlier snapshot.
    public var previousRank: Rank?
    /// How the app came to be ranked; `nil` if there is no complete earlier snapshot to compare with.
    public var state: State?

    /// Ranks gained since the earlier snapshot; negative for ranks lost; `nil` for new entries.
    public var change: Int? { previousRank.map { $0.value - rank.value } }
}

/// An app that was in the earlier snapshot and isn't in this one.
public struct DroppedApp: Hashable, Sendable {
    public var app: AppID
    public var name: String?
    public var lastRank: Rank
    /// Whether a second snapshot confirms that the app left. Sources sometimes omit a popular app once.
    public var isConfirmed: Bool
}

/// A chart as of a time, compared with the snapshot from about one window earlier.
public struct RankTable: Hashable, Sendable {
    public var ranking: Ranking
    /// When the earlier snapshot was seen; `nil` if there is none.
    public var comparedTo: Timestamp?
    public var apps: [RankedApp]
    public var dropped: [DroppedApp]
}
