public import Market

/// One app in one chart as of an instant, with how it moved.
public struct RankedApp: Hashable, Sendable {
    /// How the app came to its place, against an earlier list.
    public enum State: String, Hashable, Sendable {
        /// It was never on this chart before.
        case new
        /// It was not on the earlier list but had been on the chart before that.
        case returned
        /// It was on both lists.
        case steady
    }

    public var rank: Rank
    public var app: AppID
    public var name: String?
    public var developer: String?
    /// Its place on the earlier list.
    public var previousRank: Rank?
    /// `nil` where there is no earlier full list to compare with.
    public var state: State?

    /// Places gained since the earlier list; negative for places lost. Entries have none.
    public var change: Int? { previousRank.map { $0.value - rank.value } }
}

/// An app that was on the earlier list and is not on this one.
public struct DroppedApp: Hashable, Sendable {
    public var app: AppID
    public var name: String?
    public var lastRank: Rank
    /// Whether a second look agrees that it is gone: feeds leave popular apps out for a single list.
    public var isConfirmed: Bool
}

/// A chart as of an instant, compared with the list of about a window earlier.
public struct RankTable: Hashable, Sendable {
    public var ranking: Ranking
    /// When the earlier list was seen; `nil` where there is none.
    public var comparedTo: Timestamp?
    public var apps: [RankedApp]
    public var dropped: [DroppedApp]
}
