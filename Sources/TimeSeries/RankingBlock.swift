/// Up to 168 consecutive ticks of a ranking, stored densely: one byte per id and tick.
///
/// Every block has its own slots, so an app that left the chart months ago takes no space in newer blocks. Only late
/// snapshots change full blocks; only the last block is copied while a reader holds a snapshot of the series.
///
/// The ranks of a stored block can be evicted. A tenth of the memory stays in use for its times and ids, so that only
/// queries that need ranks read the block again.
public struct RankingBlock: Sendable {
    /// The maximum number of ticks in a block: a week of hourly ticks.
    static let capacity = 168

    private enum Ranks: Sendable {
        case here(RankMatrix)
        case evicted(on: any ColdBlockStore)
    }

    /// The key in the block store, or `nil` if the block was never stored or has changed since.
    public private(set) var key: Int64?
    private(set) var seenTimes = TickTimes()
    /// Whether each tick is partial, by column.
    private(set) var partial: [Bool] = []
    private var counts: [UInt16] = []
    private(set) var slots = SlotTable()
    private var ranks = Ranks.here(RankMatrix())

    init() {}

    /// The number of ticks.
    public var count: Int { counts.count }
    var isFull: Bool { count == Self.capacity }
    /// Whether the ranks are only in the block store, not in memory.
    public var isEvicted: Bool { if case .evicted = ranks { true } else { false } }

    /// The ids in the block's rankings, in order of first appearance.
    public var ids: [UInt32] { slots.ids }

    /// Returns whether `id` may be in one of the block's rankings, without reading ranks.
    func mentions(_ id: UInt32) -> Bool { slots.slot(of: id) != nil }

    /// The approximate memory use in bytes.
    public var byteCount: Int {
        let matrix = if case .here(let matrix) = ranks { matrix.byteCount } else { 0 }
        return MemoryLayout<Self>.stride + seenTimes.byteCount + counts.capacity * 3 + slots.byteCount + matrix
    }

    /// Returns whether the block has room for this many new ids.
    func hasSlots(for ids: Int) -> Bool { slots.count + ids <= SlotTable.limit }

    /// The time of the first tick, or `nil` if the block is empty.
    public var firstSeenTime: Int64? { count == 0 ? nil : seenTimes.first(0) }

    /// The last time at which the last tick's ranking was seen, or `nil` if the block is empty.
    public var lastSeenTime: Int64? { count == 0 ? nil : seenTimes.last(count - 1) }

    /// Sets the key under which the block is stored in its current state; `nil` if it isn't stored.
    public mutating func stored(as key: Int64?) { self.key = key }

    /// Removes the ranks from memory. They are read from the block store when needed.
    ///
    /// - Precondition: `blockStore` contains the block in its current state.
    public mutating func evict(on blockStore: any ColdBlockStore) {
        precondition(key != nil, "a block that isn't stored can't be evicted")
        ranks = .evicted(on: blockStore)
    }

    /// The ranks, read from the block store if evicted; `nil` if that fails.
    var matrix: RankMatrix? {
        switch ranks {
        case .here(let matrix): return matrix
        case .evicted(let blockStore):
            guard let key, let block = blockStore.block(key), block.count == count, block.slots.ids == slots.ids else {
                return nil
            }
            return block.matrix
        }
    }

    /// Whether the ranks are in memory or can be read.
    var isReadable: Bool { !isEvicted || matrix != nil }

    /// Removes the ranks from the block and returns them to be changed. If they can't be read, all ticks become empty
    /// and partial.
    private mutating func takeMatrix() -> RankMatrix {
        var taken: RankMatrix
        if let matrix {
            taken = matrix
        } else {
            taken = RankMatrix()
            partial = partial.map { _ in true }
            counts = counts.map { _ in 0 }
        }
        key = nil
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
        counts.insert(UInt16(clamping: entries.count), at: column)
        if isFull { trim() }
    }

    mutating func remove(_ column: Int) {
        var matrix = takeMatrix()
        matrix.shift(from: column, by: -1, used: count, slots: slots.count)
        ranks = .here(matrix)
        seenTimes.remove(column)
        partial.remove(at: column)
        counts.remove(at: column)
    }

    mutating func setSeenTimes(_ times: some Collection<Int64>, column: Int) {
        ranks = .here(takeMatrix())
        seenTimes.replace(column, with: times)
    }

    private mutating func trim() {
        seenTimes.trim()
        partial = partial.trimmed()
        counts = counts.trimmed()
        slots.trim()
    }

    /// Returns the ranking of one tick, best first; empty if the ranks can't be read.
    ///
    /// - Complexity: O(slots).
    func entries(_ column: Int) -> [RankingSeries.Entry] {
        guard let matrix else { return [] }
        let count = Int(counts[column])
        var list = [RankingSeries.Entry](repeating: .init(rank: 0, id: 0), count: count)
        var found = 0
        matrix.forEachSlot(in: column) { slot, rank in
            // Without gaps no sort is needed: each rank is an index.
            if Int(rank) <= count {
                list[Int(rank) - 1] = .init(rank: rank, id: slots.ids[slot])
                found += 1
            }
        }
        return found == count ? list : sparseEntries(column, of: matrix)
    }

    private func sparseEntries(_ column: Int, of matrix: RankMatrix) -> [RankingSeries.Entry] {
        var list: [RankingSeries.Entry] = []
        matrix.forEachSlot(in: column) { slot, rank in list.append(.init(rank: rank, id: slots.ids[slot])) }
        return list.sorted { $0.rank < $1.rank }
    }

    /// Returns whether the tick in a column is full and has exactly these entries.
    func shows(_ entries: [RankingSeries.Entry], column: Int) -> Bool {
        guard !partial[column], Int(counts[column]) == entries.count, let matrix else { return false }
        return entries.allSatisfy { entry in
            slots.slot(of: entry.id).map { matrix[$0, column] == entry.rank } ?? false
        }
    }

    /// Returns the tick in a column.
    ///
    /// This isn't inlined, because the caller would then copy the block before the call to the block store.
    ///
    /// - Parameters:
    ///   - position: The position of the tick in the series.
    ///   - limit: The time after which confirmations of the tick are ignored.
    @inline(never)
    func tick(_ column: Int, position: Int, limit: Int64) -> RankingSeries.Tick {
        RankingSeries.Tick(
            position: position,
            time: seenTimes.first(column),
            seenUntil: seenTimes.last(column, limit: limit),
            isPartial: partial[column] || !isReadable
        )
    }

    /// Returns the number of entries in one tick.
    func depth(of column: Int) -> Int { Int(counts[column]) }

    /// Returns the rank of `id` in one tick; `nil` if it isn't ranked or the ranks can't be read.
    ///
    /// This isn't inlined, because the caller would then copy the block before the call to the block store.
    @inline(never)
    func rank(of id: UInt32, column: Int) -> UInt16? {
        guard let slot = slots.slot(of: id), let rank = matrix?[slot, column] else { return nil }
        return rank > 0 ? rank : nil
    }

    /// Returns the ranks of `id` in some columns; `nil` if the ranks can't be read, or if the id is in none of the
    /// block's rankings and `isPresent` is true.
    ///
    /// - Parameter first: The position of the block's first tick in the series.
    func stretch(of id: UInt32, in columns: Range<Int>, whereListed isPresent: Bool, first: Int) -> RankRun? {
        let slot = slots.slot(of: id)
        guard slot != nil || !isPresent else { return nil }
        guard let row = slot.map({ slot in matrix?.row(slot, in: columns) }) ?? RankMatrix.Row(absent: columns.count)
        else { return nil }
        return RankRun(first: first, seenTimes: seenTimes, partial: partial, columns: columns, ranks: row)
    }

    /// Returns the ticks in `columns` as a separate block, without ids that occur only in other ticks.
    func part(_ columns: Range<Int>) -> RankingBlock {
        var part = RankingBlock()
        for column in columns { part.append(frame(column)) }
        return part
    }

    /// Returns one tick in the form used for encoding.
    func frame(_ column: Int) -> RankingFrame {
        RankingFrame(
            seenTimes: Array(seenTimes.all(column)),
            isPartial: partial[column] || !isReadable,
            entries: entries(column)
        )
    }

    /// Appends a tick.
    ///
    /// - Precondition: The block isn't full, and the tick is later than all others.
    mutating func append(_ frame: RankingFrame) {
        insert(frame.entries, seen: frame.seenTimes, isPartial: frame.isPartial, column: count)
    }

    /// Returns the block with each id replaced by the result of calling `name` with it.
    public func renamed(_ name: (UInt32) -> UInt32) -> RankingBlock {
        var block = self
        block.slots = slots.renamed(name)
        return block
    }
}

/// A store of ranking blocks that aren't in memory.
///
/// Reading a block is slower than reading memory but must be fast enough to draw a page: a block is a few kilobytes,
/// and recently read blocks should be cached.
public protocol ColdBlockStore: Sendable {
    /// Returns the block stored under a key, with the series' ids; `nil` if the block can't be read.
    func block(_ key: Int64) -> RankingBlock?
}
