/// One tick of a ranking, to encode or as decoded.
public struct RankingFrame: Hashable, Sendable {
    /// The times at which the ranking was seen, increasing, at least one; within ±2⁶⁰.
    public var sightings: [Int64]
    public var isPartial: Bool
    /// The entries by rank; each rank and each id at most once.
    public var placings: [RankingSeries.Placing]

    public init(sightings: [Int64], isPartial: Bool, placings: [RankingSeries.Placing]) {
        self.sightings = sightings
        self.isPartial = isPartial
        self.placings = placings
    }

    /// The times that can be encoded.
    public static let times: ClosedRange<Int64> = -(1 << 60)...(1 << 60)
    static let sightingLimit = 1 << 24
    static let rankLimit = Int(UInt16.max)
}
