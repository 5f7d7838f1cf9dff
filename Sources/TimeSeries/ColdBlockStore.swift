/// A store of ranking blocks that aren't in memory.
///
/// Reading a block is slower than reading memory but must be fast enough to draw a page: a block is a few kilobytes, and
/// recently read blocks should be cached.
public protocol ColdBlockStore: Sendable {
    /// Returns the block with a key as it was stored, with the ids used by the series, or `nil` if it can't be read.
    func block(_ key: Int64) -> RankingBlock?
}
