/// Up to 168 neighbouring ticks of a ranking, dense: one byte for each id that occurs in them and each tick.
///
/// Every block has its own slots, so an app that left the chart months ago costs nothing today. Full blocks are never
/// written again but by late snapshots; only the last one is copied when a reader holds a snapshot of the series.
///
/// A block that is stored may leave its ranks on the shelf. What stays says when it has ticks and which ids they hold,
/// a tenth of the whole, so that only questions that need its ranks read them again.
public struct RankingBlock: Sendable {
    /// A week of hours.
    static let capacity = 168

    private enum Ranks: Sendable {
        case here(RankMatrix)
        case evicted(on: any ColdBlockStore)
    }

    /// What a shelf calls it; `nil` where it was never stored or has changed since.
    public private(set) var key: Int64?
    private(set) var sightings = TickTimes()
    /// Whether the tick says nothing of the ids that it does not place.
    private(set) var partial: [Bool] = []
    private var counts: [UInt16] = []
    private(set) var slots = SlotTable()
    private var ranks = Ranks.here(RankMatrix())

    init() {}

    /// Ticks.
    public var count: Int { counts.count }
    var isFull: Bool { count == Self.capacity }
    /// Whether its ranks are on the shelf only.
    public var isEvicted: Bool { if case .evicted = ranks { true } else { false } }

    /// The ids that are on its lists, in order of first sight.
    public var ids: [UInt32] { slots.ids }

    /// Whether `id` may be on one of its lists; known without its ranks.
    func mentions(_ id: UInt32) -> Bool { slots.slot(of: id) != nil }

    /// Bytes of memory, about.
    public var byteCount: Int {
        let matrix = if case .here(let matrix) = ranks { matrix.byteCount } else { 0 }
        return MemoryLayout<Self>.stride + sightings.byteCount + counts.capacity * 3 + slots.byteCount + matrix
    }

    /// Whether so many ids more could be new to it.
    func hasSlots(for ids: Int) -> Bool { slots.count + ids <= SlotTable.limit }

    /// The first instant of which it tells; `nil` where it is empty.
    public var firstSighting: Int64? { count == 0 ? nil : sightings.first(0) }

    /// The last instant of which it tells; `nil` where it is empty.
    public var lastSighting: Int64? { count == 0 ? nil : sightings.last(count - 1) }

    /// Notes under which key it is stored as it is now; `nil` where it is not.
    public mutating func stored(as key: Int64?) { self.key = key }

    /// Leaves the ranks on the shelf, from where they are read when they are asked for.
    ///
    /// - Precondition: it is stored there as it is now.
    public mutating func evict(on blockStore: any ColdBlockStore) {
        precondition(key != nil, "a block that is not stored cannot leave its ranks on a shelf")
        ranks = .evicted(on: blockStore)
    }

    /// The ranks, from the shelf where they are there; `nil` where the shelf cannot read them.
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

    /// Whether the ranks are here or can be read from the shelf.
    var isReadable: Bool { !isEvicted || matrix != nil }

    /// The ranks, to be changed and put back. A block that cannot be read becomes one that says nothing.
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
        // Not shared while it is changed, or all of it would be copied.
        ranks = .here(RankMatrix())
        return taken
    }

    /// Puts a tick before `column`; at the end where `column` is the count.
    ///
    /// - Parameter seen: when its list was seen, increasing, at least once.
    /// - Precondition: the block is not full.
    mutating func insert(
        _ placings: [RankingSeries.Placing],
        seen: some Collection<Int64>,
        isPartial: Bool,
        column: Int
    ) {
        precondition(!isFull, "a full block of a ranking takes no tick")
        var matrix = takeMatrix()
        if column < count { matrix.shift(from: column, by: 1, used: count, slots: slots.count) }
        for placing in placings { matrix.set(placing.rank, slot: slots.insert(placing.id), column: column) }
        ranks = .here(matrix)
        sightings.insert(seen, column: column)
        partial.insert(isPartial, at: column)
        counts.insert(UInt16(clamping: placings.count), at: column)
        if isFull { trim() }
    }

    mutating func remove(_ column: Int) {
        var matrix = takeMatrix()
        matrix.shift(from: column, by: -1, used: count, slots: slots.count)
        ranks = .here(matrix)
        sightings.remove(column)
        partial.remove(at: column)
        counts.remove(at: column)
    }

    mutating func setSightings(_ times: some Collection<Int64>, column: Int) {
        ranks = .here(takeMatrix())
        sightings.replace(column, with: times)
    }

    private mutating func trim() {
        sightings.trim()
        partial = partial.trimmed()
        counts = counts.trimmed()
        slots.trim()
    }

    /// The list of one tick, best first.
    ///
    /// - Complexity: O(slots).
    func placings(_ column: Int) -> [RankingSeries.Placing] {
        guard let matrix else { return [] }
        let count = Int(counts[column])
        var list = [RankingSeries.Placing](repeating: .init(rank: 0, id: 0), count: count)
        var found = 0
        matrix.forEachSlot(in: column) { slot, rank in
            // Ranks without holes fall into their places by themselves.
            if Int(rank) <= count {
                list[Int(rank) - 1] = .init(rank: rank, id: slots.ids[slot])
                found += 1
            }
        }
        return found == count ? list : sparsePlacings(column, of: matrix)
    }

    private func sparsePlacings(_ column: Int, of matrix: RankMatrix) -> [RankingSeries.Placing] {
        var list: [RankingSeries.Placing] = []
        matrix.forEachSlot(in: column) { slot, rank in list.append(.init(rank: rank, id: slots.ids[slot])) }
        return list.sorted { $0.rank < $1.rank }
    }

    /// Whether a full tick holds exactly this list.
    func shows(_ placings: [RankingSeries.Placing], column: Int) -> Bool {
        guard !partial[column], Int(counts[column]) == placings.count, let matrix else { return false }
        return placings.allSatisfy { placing in
            slots.slot(of: placing.id).map { matrix[$0, column] == placing.rank } ?? false
        }
    }

    /// How many places the list of one tick has.
    func depth(of column: Int) -> Int { Int(counts[column]) }

    func rank(of id: UInt32, column: Int) -> UInt16? {
        guard let slot = slots.slot(of: id), let rank = matrix?[slot, column] else { return nil }
        return rank > 0 ? rank : nil
    }

    /// What the columns say of `id`; `nil` where the ranks cannot be read, or the id is on none of its lists and only such
    /// blocks are wanted.
    func stretch(of id: UInt32, in columns: Range<Int>, whereListed isPresent: Bool) -> RankRun? {
        let slot = slots.slot(of: id)
        guard slot != nil || !isPresent else { return nil }
        guard let row = slot.map({ slot in matrix?.row(slot, in: columns) }) ?? RankMatrix.Row(absent: columns.count)
        else { return nil }
        return RankRun(sightings: sightings, partial: partial, columns: columns, ranks: row)
    }

    /// Some of the ticks as a block of its own, without the ids that occur only in the others.
    func part(_ columns: Range<Int>) -> RankingBlock {
        var part = RankingBlock()
        for column in columns { part.append(frame(column)) }
        return part
    }

    /// One tick, as it is written.
    func frame(_ column: Int) -> RankingFrame {
        RankingFrame(
            sightings: Array(sightings.all(column)),
            isPartial: partial[column] || !isReadable,
            placings: placings(column)
        )
    }

    /// Adds a tick at the end.
    ///
    /// - Precondition: the block is not full, and the tick is later than all in it.
    mutating func append(_ frame: RankingFrame) {
        insert(frame.placings, seen: frame.sightings, isPartial: frame.isPartial, column: count)
    }

    /// The same ticks with other ids.
    public func renamed(_ name: (UInt32) -> UInt32) -> RankingBlock {
        var block = self
        block.slots = slots.renamed(name)
        return block
    }
}
