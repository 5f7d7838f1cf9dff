public import Market
public import TimeSeries

extension Ledger {
    /// Adds the blocks of a ranking that was stored. Their ids are the ledger's handles.
    public mutating func merge(_ blocks: some Sequence<RankingBlock>, of chart: Chart) {
        for block in blocks { snapshot.change(chart) { $0.merge(block) } }
    }

    /// Forgets a ranking, to take it anew.
    public mutating func forget(_ chart: Chart) { snapshot.forget(chart) }

    /// Forgets stored blocks that were last seen before `instant`, as their archive does.
    public mutating func forgetStoredBlocks(before instant: Timestamp) {
        for chart in snapshot.charts { snapshot.change(chart) { $0.forgetStoredBlocks(before: instant.seconds) } }
    }

    /// Notes that what happened before `instant` is still being read, or that all is here.
    public mutating func notePending(before instant: Timestamp?) { snapshot.pendingBefore = instant }

    /// Leaves the ranks of old blocks on the shelf until the rest takes at most `bytes` of memory, if it can.
    ///
    /// Nothing is done while all of it takes no more; then a quarter more than is needed goes, so that it is not done at
    /// every block.
    ///
    /// - Returns: whether it takes no more than `bytes`.
    @discardableResult
    public mutating func evict(toFit bytes: Int, on blockStore: any ColdBlockStore) -> Bool {
        var total = snapshot.rankingBytes
        guard total > bytes else { return true }
        // Everything older than this instant goes.
        let stored = snapshot.rankings.values.flatMap(\.blocks).filter { $0.key != nil && !$0.isEvicted }
            .map { (last: $0.lastSighting ?? .min, bytes: $0.byteCount) }
            .sorted { $0.last < $1.last }
        var horizon = Int64.min
        for block in stored where total > bytes / 4 * 3 {
            total -= block.bytes
            horizon = block.last
        }
        for chart in snapshot.charts {
            snapshot.change(chart) { series in
                series.forEachBlock { block in
                    guard block.key != nil, !block.isEvicted, block.lastSighting ?? .max <= horizon else { return }
                    block.evict(on: blockStore)
                }
            }
        }
        return snapshot.rankingBytes <= bytes
    }
}

extension LedgerSnapshot {
    /// Bytes of memory that the rankings take, about.
    ///
    /// - Complexity: O(blocks).
    public var rankingBytes: Int {
        rankings.values.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.byteCount } }
    }
}
