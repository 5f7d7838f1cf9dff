/// A type that reads the stored rankings of a chart with the ranks of only some ids, which takes a fraction of the time
/// and memory that reading all ranks takes.
///
/// The resulting series answers every query: it reads other ranks from the block store when they are needed.
public struct RankingOutline: Sendable {
    /// The rankings of the blocks and records added so far.
    public private(set) var series = RankingSeries()
    /// The ranking of the last tick; `nil` if there is none or it is partial.
    private var last: Full?
    private let wanted: [UInt32]

    /// A full ranking.
    private struct Full: Equatable {
        var ids: [UInt32]
        /// The ranks; `nil` if they are consecutive.
        var ranks: [UInt16]?
    }

    /// Creates an outline without rankings.
    ///
    /// - Parameter ids: The ids whose ranks are kept in memory.
    public init(ranksOf ids: [UInt32]) { wanted = ids }

    /// Adds a block that is later than those added before.
    ///
    /// - Parameters:
    ///   - key: The key of the block in its store.
    ///   - blockStore: The store that has the block.
    /// - Throws: An error if the block is damaged or isn't later. The outline must not be used then.
    /// - Complexity: O(bits of the block).
    public mutating func add(
        _ bytes: [UInt8],
        key: Int64,
        on blockStore: any ColdBlockStore
    ) throws(RankingDamage) {
        var block = RankingBlock()
        var tracked = TrackedRanks(wanted)
        var times: [Int64] = []
        last = nil
        for chain in try RankingBlock.chains(of: bytes) {
            var reader = ChainReader(try chain.body(in: bytes))
            tracked.startChain()
            var ranking: RankingChainDecoder.Ranking?
            for _ in 0..<chain.ticks {
                times.removeAll(keepingCapacity: true)
                let next = try reader.next(times: &times)
                try block.checkRoom(for: next.places?.count ?? reader.decoder.chain.list.count, at: times[0])
                block.appendOutline(of: next, from: &reader, seen: times)
                tracked.add(next, of: reader.decoder.chain)
                ranking = next
            }
            try reader.finish()
            if let ranking { last = Self.full(ranking, of: reader.decoder.chain) }
        }
        guard block.firstSeenTime ?? .min > series.lastSeenTime ?? .min else {
            throw .impossible("a block that isn't later than the previous one")
        }
        block.finishOutline(key: key, on: blockStore, rows: tracked.rows)
        series.merge(block)
    }

    /// Adds records of the log, which are later than the blocks.
    ///
    /// - Parameters:
    ///   - key: A key for the block that contains the records' ticks.
    ///   - blockStore: The store of the block until it is changed with ``RankingBlock/evict(on:)``.
    /// - Returns: The ticks that ``LoggedTicks/block()`` reads for this key; `nil` if the records only confirm the last
    ///   tick.
    /// - Throws: An error if a record is damaged or partial or isn't later by a minute, or if there are more ticks than
    ///   a block can have. The rules for such records depend on all ranks. The outline must not be used then.
    public mutating func add(
        records: [[UInt8]],
        key: Int64,
        on blockStore: any ColdBlockStore
    ) throws(RankingDamage) -> LoggedTicks? {
        var block = RankingBlock()
        var tracked = TrackedRanks(wanted)
        var logged = LoggedTicks(records: records)
        var reader = LogReader()
        var seen = series.lastSeenTime
        var times: [Int64] = []
        var confirmations = series.count == 0 ? 0 : series.times(ofSnapshotAt: series.count - 1).count
        for (number, record) in records.enumerated() {
            guard number > 0 || record.first == 1 else { throw .orphan }
            if record.first == 1 {
                if number > 0 { last = Self.full(reader.ranking, of: reader.chain.decoder.chain) }
                tracked.startChain()
            }
            times.removeAll(keepingCapacity: true)
            let ranking = try reader.next(record, times: &times)
            guard !ranking.isPartial, times.count == 1 else { throw .impossible("an irregular record") }
            guard seen.map({ times[0] - $0 >= RankingSeries.confirmationSpacing }) ?? true else {
                throw .impossible("a record that isn't later than the previous one")
            }
            let isSame =
                record.first == 1
                ? last == Self.full(ranking, of: reader.chain.decoder.chain) : ranking.isUnchanged
            seen = times[0]
            if isSame {
                confirmations += 1
                guard confirmations <= RankingSeries.seenTimeLimit else { throw .impossible("too many times") }
                if block.count == 0 { series.confirmLast(at: times[0]) } else { block.confirmLast(at: times[0]) }
                continue
            }
            confirmations = 1
            try block.checkRoom(for: reader.chain.decoder.chain.list.count, at: times[0])
            block.appendOutline(of: ranking, from: &reader.chain, seen: times)
            tracked.add(ranking, of: reader.chain.decoder.chain)
            logged.ticks.append(number)
        }
        guard block.count > 0 else { return nil }
        block.finishOutline(key: key, on: blockStore, rows: tracked.rows)
        series.merge(block)
        return logged
    }

    private static func full(_ ranking: RankingChainDecoder.Ranking, of chain: RankingChain) -> Full? {
        guard !ranking.isPartial else { return nil }
        let ids = chain.slots.ids
        return Full(ids: chain.list.map { ids[Int($0)] }, ranks: ranking.ranks)
    }
}

/// Records of the log, and which of them begin a tick.
public struct LoggedTicks: Sendable {
    let records: [[UInt8]]
    /// The positions of the records that begin a tick.
    var ticks: [Int] = []

    /// Returns a block with the rankings of the ticks; `nil` if the records can't be read.
    ///
    /// - Complexity: O(points).
    public func block() -> RankingBlock? {
        var block = RankingBlock()
        var reader = LogReader()
        var times: [Int64] = []
        var rest = ticks[...]
        for (number, record) in records.enumerated() {
            times.removeAll(keepingCapacity: true)
            guard let ranking = try? reader.next(record, times: &times) else { return nil }
            guard rest.first == number else { continue }
            rest = rest.dropFirst()
            block.append(ranking, from: &reader.chain, seen: times)
        }
        return block
    }
}
