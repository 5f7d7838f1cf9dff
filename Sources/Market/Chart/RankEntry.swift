/// One line of a chart as a feed printed it.
public struct RankEntry: Hashable, Sendable {
    public var rank: Rank
    public var app: AppID
    /// As the feed spells it, not yet fit for a terminal; `nil` where the feed gives none.
    public var name: String?
    public var developer: String?

    public init(rank: Rank, app: AppID, name: String? = nil, developer: String? = nil) {
        self.rank = rank
        self.app = app
        self.name = name
        self.developer = developer
    }
}
