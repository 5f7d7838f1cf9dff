/// Up to 168 consecutive ticks of a ranking, stored densely: one byte per id and tick.
///
/// Every block has its own slots, so an app that left the chart months ago takes no space in newer blocks. Only late
/// snapshots change full blocks; only the last block is copied while a reader holds a snapshot of the series.
///
/// The ranks of a stored block can be evicted. Its times and ids stay in memory and are packed, which takes a thirtieth of the
/// memory, so that only queries that need ranks read the block again.
public struct RankingBlock: Sendable {
    /// The maximum number of ticks in a block: a week of hourly ticks.
    static let capacity = 168

    private enum Ranks: Sendable {
        case here(RankMatrix)
        /// The ranks are in a store. Of an outline, the ranks of some ids are also in memory.
        case evicted(on: any ColdBlockStore, outline: [(id: UInt32, ranks: RankRow)]?)
    }

    /// The key in the block store, or `nil` if the block was never stored or has changed since.
    public private(set) var key: Int64?
    private(set) var seenTimes = TickTimes()
    /// Whether each tick is partial, by column.
    private(set) var partial: [Bool] = []
    private var counts: [UInt16] = []
    /// The last rank of each tick; empty if no tick has gaps between its ranks.
    private var lastRanks: [UInt16] = []
    private(set) var slots = SlotTable()
    private var ranks = Ranks.here(RankMatrix())
    /// The ticks and ids of an evicted block, unless it has the ranks of an outline; ``slots`` is then empty. The times
    /// and depths above are also empty, except in the result of ``unpacked``.
    private var packed: PackedTicks?

    init() {}

    /// The number of ticks.
    public var count: Int { packed?.count ?? counts.count }
    var isFull: Bool { count == Self.capacity }
    /// Whether the ranks are only in the block store, not in memory.
    public var isEvicted: Bool { if case .evicted = ranks { true } else { false } }

    /// The ids in the block's rankings, in no particular order.
    public var ids: [UInt32] { packed?.ids ?? slots.ids }

    /// Returns whether `id` may be in one of the block's rankings, without reading ranks.
    func mentions(_ id: UInt32) -> Bool { packed?.contains(id) ?? (slots.slot(of: id) != nil) }

    /// The approximate memory use in bytes.
    public var byteCount: Int {
        let matrix = if case .here(let matrix) = ranks { matrix.byteCount } else { 0 }
        return MemoryLayout<Self>.stride + seenTimes.byteCount + counts.capacity * 3 + lastRanks.capacity * 2
            + (packed?.byteCount ?? slots.byteCount) + matrix
    }

    /// Returns whether the block has room for this many new ids.
    func hasSlots(for ids: Int) -> Bool { (packed?.idCount ?? slots.count) + ids <= SlotTable.limit }

    /// Returns the number of entries in one tick.
    func depth(of column: Int) -> Int { Int(counts[column]) }

    /// Returns the last rank of one tick; 0 if it has no entries.
    func lastRank(_ column: Int) -> UInt16 { lastRanks.isEmpty ? counts[column] : lastRanks[column] }

    /// The time of the first tick, or `nil` if the block is empty.
    public var firstSeenTime: Int64? {
        if let packed { packed.firstSeenTime } else { counts.isEmpty ? nil : seenTimes.first(0) }
    }

    /// The last time at which the last tick's ranking was seen, or `nil` if the block is empty.
    public var lastSeenTime: Int64? {
        if let packed { packed.lastSeenTime } else { counts.isEmpty ? nil : seenTimes.last(counts.count - 1) }
    }

    /// Sets the key under which the block is stored in its current state; `nil` if it isn't stored.
    public mutating func stored(as key: Int64?) { self.key = key }

    /// Removes the ranks from memory and packs everything else. The ranks are read from the block store when needed. If the
    /// block is already evicted, changes its block store.
    ///
    /// - Precondition: `blockStore` contains the block in its current state.
    public mutating func evict(on blockStore: any ColdBlockStore) {
        precondition(key != nil, "a block that isn't stored can't be evicted")
        if case .evicted(_, let outline) = ranks {
            ranks = .evicted(on: blockStore, outline: outline)
            if let outline, !outline.isEmpty { return }
        } else {
            ranks = .evicted(on: blockStore, outline: nil)
        }
        guard packed == nil else { return }
        let ticks = PackedTicks.Ticks(
            seenTimes: seenTimes,
            partial: partial,
            counts: counts,
            lastRanks: lastRanks
        )
        packed = PackedTicks(ticks, ids: slots.ids)
        (seenTimes, partial, counts, lastRanks, slots) = (TickTimes(), [], [], [], .empty)
    }

    /// Whether only ``unpacked`` has the times and depths of the ticks.
    var isPacked: Bool { packed != nil && counts.isEmpty }

    /// The block with the times and depths of its ticks as arrays.
    ///
    /// - Complexity: O(ticks) if the block is packed.
    var unpacked: RankingBlock {
        var block = self
        block.unpackTicks()
        return block
    }

    private mutating func unpackTicks() {
        guard isPacked, let ticks = packed?.ticks else { return }
        (seenTimes, partial, counts, lastRanks) = (ticks.seenTimes, ticks.partial, ticks.counts, ticks.lastRanks)
    }

    /// Returns the ranks of an id in all columns if they are in memory although the block is evicted; otherwise `nil`.
    func row(of id: UInt32) -> RankRow? {
        guard case .evicted(let blockStore, let rows) = ranks else { return nil }
        return rows?.first { $0.id == id }?.ranks ?? key.flatMap { blockStore.ranks(of: id, in: $0) }
    }

    /// Returns the result of calling a closure with the slots and ranks of the block, which are read from the block store
    /// if evicted; `nil` if that fails.
    func withRanks<Result>(_ body: (SlotTable, RankMatrix) -> Result) -> Result? {
        switch ranks {
        case .here(let matrix): return body(slots, matrix)
        case .evicted(let blockStore, _):
            guard let key, let block = blockStore.block(key), block.count == count,
                packed?.hasIDs(block.slots.ids) ?? (block.slots.ids == slots.ids), case .here(let matrix) = block.ranks
            else { return nil }
            return body(block.slots, matrix)
        }
    }

    /// Whether the ranks are in memory or can be read. An outline was read before, so it isn't read again to find out.
    var isReadable: Bool {
        switch ranks {
        case .here: true
        case .evicted(let blockStore, let outline):
            outline == nil ? withRanks { _, _ in true } ?? false : key.map { !blockStore.hasFailed($0) } ?? false
        }
    }

    /// The key of the block if it's evicted and may list an id whose ranks aren't in memory; otherwise `nil`.
    func key(ifReadFor id: UInt32) -> Int64? { isEvicted && mentions(id) && row(of: id) == nil ? key : nil }

    /// The store that has the ranks; `nil` if they are in memory.
    var blockStore: (any ColdBlockStore)? {
        if case .evicted(let blockStore, _) = ranks { blockStore } else { nil }
    }

    /// Removes the ranks from the block and returns them to be changed. If they can't be read, all ticks become empty
    /// and partial.
    private mutating func takeMatrix() -> RankMatrix {
        unpackTicks()
        var taken = RankMatrix()
        if case .here(let matrix) = ranks {
            taken = matrix
        } else if let known = withRanks({ ($0, $1) }) {
            (slots, taken) = known
        } else {
            partial = partial.map { _ in true }
            counts = counts.map { _ in 0 }
            lastRanks = []
            for id in packed?.ids ?? [] { _ = slots.insert(id) }
        }
        (key, packed) = (nil, nil)
        // The matrix must not be shared while it is changed, or all of it would be copied.
        ranks = .here(RankMatrix())
        return taken
    }

    /// Inserts a tick before `column`, or at the end if `column` equals `count`.
    ///
    /// - Parameter seen: The times at which the ranking was seen, in increasing order. There is at least one.
    /// - Precondition: The block isn't full.
    mutating func insert(
        _ entries: [RankingSeries.Entry],
        seen: some Collection<Int64>,
        isPartial: Bool,
        column: Int
    ) {
        precondition(!isFull, "insertion into a full block")
        var matrix = takeMatrix()
        if column < count { matrix.shift(from: column, by: 1, used: count, slots: slots.count) }
        for entry in entries { matrix.set(entry.rank, slot: slots.insert(entry.id), column: column) }
        ranks = .here(matrix)
        seenTimes.insert(seen, column: column)
        partial.insert(isPartial, at: column)
        insert(count: entries.count, lastRank: entries.lazy.map(\.rank).max() ?? 0, column: column)
        if isFull { trim() }
    }

    private mutating func insert(count: Int, lastRank: UInt16, column: Int) {
        if lastRanks.isEmpty, count != lastRank { lastRanks = counts }
        if !lastRanks.isEmpty || count != lastRank { lastRanks.insert(lastRank, at: column) }
        counts.insert(UInt16(clamping: count), at: column)
    }

    /// Appends a ranking that was read from a chain.
    ///
    /// - Precondition: The block isn't full, and the ranking is later than all others.
    mutating func append(
        _ ranking: RankingChainDecoder.Ranking,
        from reader: inout ChainReader,
        seen times: [Int64]
    ) {
        var matrix = takeMatrix()
        reader.addSlots(to: &slots)
        if let places = ranking.places {
            for place in places { matrix.set(place.rank, slot: Int(reader.slots[Int(place.slot)]), column: count) }
        } else {
            matrix.set(column: count, to: reader.decoder.chain.list, slots: reader.slots, ranks: ranking.ranks)
        }
        ranks = .here(matrix)
        appendOutline(of: ranking, from: &reader, seen: times)
    }

    /// Appends a ranking that was read from a chain, except its ranks.
    mutating func appendOutline(
        of ranking: RankingChainDecoder.Ranking,
        from reader: inout ChainReader,
        seen times: [Int64]
    ) {
        reader.addSlots(to: &slots)
        seenTimes.append(times)
        partial.append(ranking.isPartial)
        let length = ranking.places?.count ?? reader.decoder.chain.list.count
        let last = ranking.places.map { $0.last?.rank ?? 0 } ?? ranking.ranks.map { $0.last ?? 0 } ?? UInt16(length)
        insert(count: length, lastRank: last, column: count)
        if isFull { trim() }
    }

    /// Completes an outline: a block of which only the ranks of some ids are in memory, and the others in a store.
    ///
    /// - Parameter rows: The ranks in memory.
    mutating func finishOutline(
        key: Int64,
        on blockStore: any ColdBlockStore,
        rows: [(id: UInt32, ranks: RankRow)]
    ) {
        self.key = key
        ranks = .evicted(on: blockStore, outline: rows)
        trim()
    }

    /// Adds a time after all others to the last tick of an outline, which stays in its block store.
    mutating func confirmLast(at time: Int64) { seenTimes.confirm(at: time) }

    mutating func remove(_ column: Int) {
        var matrix = takeMatrix()
        matrix.shift(from: column, by: -1, used: count, slots: slots.count)
        ranks = .here(matrix)
        seenTimes.remove(column)
        partial.remove(at: column)
        counts.remove(at: column)
        if !lastRanks.isEmpty { lastRanks.remove(at: column) }
    }

    mutating func setSeenTimes(_ times: some Collection<Int64>, column: Int) {
        ranks = .here(takeMatrix())
        seenTimes.replace(column, with: times)
    }

    private mutating func trim() {
        seenTimes.trim()
        partial = partial.trimmed()
        counts = counts.trimmed()
        lastRanks = lastRanks.trimmed()
        slots.trim()
    }

    /// Returns the block with each id replaced by the result of calling `name` with it.
    public func renamed(_ name: (UInt32) -> UInt32) -> RankingBlock {
        var block = self
        if let packed { block.packed = packed.renamed(name) } else { block.slots = slots.renamed(name) }
        if case .evicted(let blockStore, let rows) = ranks {
            block.ranks = .evicted(on: blockStore, outline: rows?.map { (name($0.id), $0.ranks) })
        }
        return block
    }
}
