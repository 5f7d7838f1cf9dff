/// A store of ranking blocks that aren't in memory.
///
/// Reading a block is slower than reading memory but must be fast enough to draw a page: a block is a few kilobytes,
/// and recently read blocks should be cached.
public protocol ColdBlockStore: Sendable {
    /// Returns the block stored under a key, with the series' ids; `nil` if the block can't be read.
    func block(_ key: Int64) -> RankingBlock?

    /// Returns whether the block stored under a key is known to be unreadable, without reading it.
    func hasFailed(_ key: Int64) -> Bool

    /// Reads the ranks of an id in many blocks, so that queries about the id don't read whole blocks. A store may ignore
    /// this.
    func prepareRanks(of id: UInt32, in keys: [Int64])

    /// Returns the ranks of an id in a block if they have been prepared.
    func ranks(of id: UInt32, in key: Int64) -> RankRow?
}

extension ColdBlockStore {
    public func hasFailed(_ key: Int64) -> Bool { false }
    public func prepareRanks(of id: UInt32, in keys: [Int64]) {}
    public func ranks(of id: UInt32, in key: Int64) -> RankRow? { nil }
}

extension RankingSeries {
    /// Reads the ranks of an id in all evicted blocks, so that queries about its history don't read whole blocks.
    ///
    /// This is for an id that is looked up in many series. For many ids of one series, its blocks should be read.
    ///
    /// - Complexity: O(blocks), and O(bits of the evicted blocks that list the id).
    public func prepareRanks(of id: UInt32, upTo time: Int64) {
        let keys = blocks.filter { $0.firstSeenTime ?? .max <= time }.compactMap { $0.key(ifReadFor: id) }
        guard keys.count > 1, let blockStore = blocks.lazy.compactMap(\.blockStore).last else { return }
        blockStore.prepareRanks(of: id, in: keys)
    }
}
