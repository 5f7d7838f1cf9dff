/// A store of ranking blocks that aren't in memory.
///
/// Reading a block is slower than reading memory but must be fast enough to draw a page: a block is a few kilobytes,
/// and recently read blocks should be cached.
public protocol ColdBlockStore: Sendable {
    /// Returns the block stored under a key, with the series' ids; `nil` if the block can't be read.
    func block(_ key: Int64) -> RankingBlock?

    /// Returns whether the block stored under a key is known to be unreadable, without reading it.
    func hasFailed(_ key: Int64) -> Bool
}

extension ColdBlockStore {
    public func hasFailed(_ key: Int64) -> Bool { false }
}
