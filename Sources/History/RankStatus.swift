public import Market

/// Where one app stood in one chart as of an instant, and how it had moved.
public struct RankStatus: Hashable, Sendable {
    /// `nil` where the newest list does not hold it.
    public var rank: Rank?
    /// When that list was seen first.
    public var since: Timestamp
    /// When it was seen last, as far as the instant knows.
    public var seen: Timestamp
    /// Whether it is a place that somebody quoted, and no list.
    public var isPartial: Bool
    /// Whether a second look agrees, where it is not listed: feeds leave popular apps out for a single list.
    public var isConfirmed: Bool
    /// Its place on the list of about a window earlier.
    public var previousRank: Rank?
    /// How it came to its place; `nil` where it has none, or there is no earlier list to compare with.
    public var state: RankedApp.State?
    /// Which look at the earlier list is compared with; `nil` where there is none.
    public var comparedTo: Timestamp?

    /// Places gained since; negative for places lost.
    public var change: Int? {
        guard let rank, let previousRank else { return nil }
        return previousRank.value - rank.value
    }
}

/// Which app is first in a chart as of an instant.
public struct ChartLeader: Hashable, Sendable {
    public var app: AppID
    /// The first look that found it there, all since having found it there too.
    public var since: Timestamp
    /// Whether the look before that found another app there, so that this is when it took the lead and not when looks
    /// began.
    public var isTaken: Bool
}
