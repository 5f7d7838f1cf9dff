/// Where blocks of rankings are kept while they are not in memory.
///
/// Reading one is slower than memory but must be quick enough for a page to be drawn from it: a block is a few
/// kilobytes, and what was read lately should be kept at hand.
public protocol ColdBlockStore: Sendable {
    /// The block of that key as it was stored, with the ids that the series uses; `nil` where it cannot be read.
    func block(_ key: Int64) -> RankingBlock?
}
