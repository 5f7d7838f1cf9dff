/// One tick of a ranking, before encoding or after decoding.
public struct RankingFrame: Hashable, Sendable {
    /// The times at which the ranking was seen, in increasing order. There is at least one, and all are in ``times``.
    public var seenTimes: [Int64]
    public var isPartial: Bool
    /// The entries in order of rank. Each rank and each id occurs at most once.
    public var entries: [RankingSeries.Entry]

    public init(seenTimes: [Int64], isPartial: Bool, entries: [RankingSeries.Entry]) {
        self.seenTimes = seenTimes
        self.isPartial = isPartial
        self.entries = entries
    }

    /// The range of times that can be encoded.
    public static let times: ClosedRange<Int64> = -(1 << 60)...(1 << 60)
    static let seenTimeLimit = 1 << 24
    static let rankLimit = Int(UInt16.max)
}
