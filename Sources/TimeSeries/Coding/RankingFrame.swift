/// One tick of a ranking, to be written or as it was read.
public struct RankingFrame: Hashable, Sendable {
    /// When the list was seen, increasing, at least one; within ±2⁶⁰.
    public var sightings: [Int64]
    public var isPartial: Bool
    /// By rank; each rank and each id at most once.
    public var placings: [RankingSeries.Placing]

    public init(sightings: [Int64], isPartial: Bool, placings: [RankingSeries.Placing]) {
        self.sightings = sightings
        self.isPartial = isPartial
        self.placings = placings
    }

    /// The instants that can be written.
    public static let times: ClosedRange<Int64> = -(1 << 60)...(1 << 60)
    static let sightingLimit = 1 << 24
    static let rankLimit = Int(UInt16.max)
}
