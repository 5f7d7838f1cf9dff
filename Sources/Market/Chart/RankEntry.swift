/// An entry of a chart snapshot, as read from the source.
public struct RankEntry: Hashable, Sendable {
    public var rank: Rank
    public var app: AppID
    /// The name as spelled by the source, not sanitized for a terminal; `nil` if the source has none.
    public var name: String?
    public var developer: String?

    public init(rank: Rank, app: AppID, name: String? = nil, developer: String? = nil) {
        self.rank = rank
        self.app = app
        self.name = name
        self.developer = developer
    }
}
