public import Market
public import TimeSeries

extension Ledger {
    /// Adds stored blocks to the ranking of a chart.
    ///
    /// - Precondition: The ids in the blocks are the ledger's handles.
    public mutating func merge(_ blocks: some Sequence<RankingBlock>, of chart: Chart) {
        for block in blocks {
            snapshot.change(chart) { $0.merge(block) }
            snapshot.noteListing(block.ids, in: chart)
        }
    }

    /// Replaces the blocks of a chart with a ranking that was seen in a range of times; see
    /// ``RankingSeries/replaceBlocks(seenIn:with:)``.
    ///
    /// - Precondition: The ids in the blocks are the ledger's handles.
    /// - Returns: The keys of the removed blocks.
    @discardableResult
    public mutating func replace(
        _ times: ClosedRange<Int64>,
        of chart: Chart,
        with blocks: [RankingBlock]
    ) -> [Int64] {
        for block in blocks { snapshot.noteListing(block.ids, in: chart) }
        return snapshot.change(chart) { $0.replaceBlocks(seenIn: times, with: blocks) }
    }

    /// Appends the rankings in blocks to that of a chart, one by one.
    ///
    /// - Precondition: The ids in the blocks are the ledger's handles.
    public mutating func append(_ blocks: [RankingBlock], of chart: Chart) {
        for block in blocks {
            snapshot.change(chart) { $0.append(block) }
            snapshot.noteListing(block.ids, in: chart)
        }
    }

    /// Adds the stored ranking of a chart that has no data in the ledger. Queries about an app then search all charts.
    ///
    /// - Precondition: The ids are the ledger's handles.
    public mutating func add(unindexed series: RankingSeries, of chart: Chart) {
        snapshot.add(unindexed: series, of: chart)
    }

    /// Replaces the ranking of a chart with the same ranking, of which more is in memory.
    ///
    /// - Precondition: The ids in the blocks are the ledger's handles.
    public mutating func replace(_ chart: Chart, with blocks: some Sequence<RankingBlock>) {
        snapshot.empty(chart)
        merge(blocks, of: chart)
    }

    /// Removes the rankings of all charts, for example to load them again.
    public mutating func forgetRankings() { snapshot.forgetRankings() }

    /// Removes stored blocks whose rankings were all last seen before `instant`, as pruning does in the archive.
    public mutating func forgetStoredBlocks(before instant: Timestamp) {
        for chart in snapshot.charts { snapshot.change(chart) { $0.forgetStoredBlocks(before: instant.seconds) } }
        snapshot.updateSpan()
    }

    /// Sets the part of the archive that is still being loaded; `nil` if everything is loaded.
    public mutating func notePending(_ pending: PendingHistory?) { snapshot.pending = pending }

    /// Evicts the ranks of the oldest stored blocks if the rankings take more than `bytes` of memory.
    ///
    /// Memory use is reduced to three quarters of the limit, so that the next block doesn't require another eviction.
    /// Blocks that aren't stored can't be evicted.
    ///
    /// - Returns: Whether the rankings now take at most `bytes` bytes.
    @discardableResult
    public mutating func evict(toFit bytes: Int, on blockStore: any ColdBlockStore) -> Bool {
        var total = snapshot.rankingBytes
        guard total > bytes else { return true }
        // Blocks last seen at or before `horizon` are evicted.
        let stored = snapshot.rankings.values.flatMap(\.blocks).filter { $0.key != nil && !$0.isEvicted }
            .map { (last: $0.lastSeenTime ?? .min, bytes: $0.byteCount) }
            .sorted { $0.last < $1.last }
        var horizon = Int64.min
        for block in stored where total > bytes / 4 * 3 {
            total -= block.bytes
            horizon = block.last
        }
        for chart in snapshot.charts {
            snapshot.change(chart) { series in
                series.forEachBlock { block in
                    guard block.key != nil, !block.isEvicted, block.lastSeenTime ?? .max <= horizon else { return }
                    block.evict(on: blockStore)
                }
            }
        }
        return snapshot.rankingBytes <= bytes
    }

    /// Evicts the ranks of the oldest stored blocks if the blocks other than the last one of each chart take more than
    /// `bytes` of memory.
    ///
    /// The last blocks stay in memory, because most pages need them of many charts, and new snapshots are added to them.
    ///
    /// - Returns: Whether any block was evicted.
    @discardableResult
    public mutating func evictOlder(toFit bytes: Int, on blockStore: any ColdBlockStore) -> Bool {
        var total = 0
        var stored: [(last: Int64, chart: Chart, key: Int64, bytes: Int)] = []
        for (chart, series) in snapshot.rankings {
            for block in series.blocks.dropLast() where !block.isEvicted {
                total += block.byteCount
                guard let key = block.key else { continue }
                stored.append((block.lastSeenTime ?? .min, chart, key, block.byteCount))
            }
        }
        guard total > bytes, !stored.isEmpty else { return false }
        stored.sort { ($0.last, $0.chart) < ($1.last, $1.chart) }
        var evicted: [Chart: Set<Int64>] = [:]
        for block in stored where total > bytes / 4 * 3 {
            total -= block.bytes
            evicted[block.chart, default: []].insert(block.key)
        }
        for (chart, keys) in evicted {
            snapshot.change(chart) { series in
                series.forEachBlock { block in
                    if let key = block.key, keys.contains(key) { block.evict(on: blockStore) }
                }
            }
        }
        return true
    }
}

extension LedgerSnapshot {
    /// The approximate memory use of the rankings, in bytes.
    ///
    /// - Complexity: O(blocks).
    public var rankingBytes: Int {
        rankings.values.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.byteCount } }
    }
}
