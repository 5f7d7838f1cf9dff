/// Up to 168 neighbouring ticks of a ranking, dense: one byte for each id that occurs in them and each tick.
///
/// Every block has its own slots, so an app that left the chart months ago costs nothing today. Full blocks are never
/// written again but by late snapshots; only the last one is copied when a reader holds a snapshot of the series.
struct RankingBlock: Sendable {
    /// A week of hours.
    static let capacity = 168

    private(set) var times: [Int64] = []
    /// By column: later sightings of the same list, increasing. Most columns have none.
    private(set) var confirmations: [Int: [Int64]] = [:]
    private(set) var isPartial: [Bool] = []
    private var counts: [UInt16] = []
    private var slots = SlotTable()
    private var ranks = RankMatrix()

    var count: Int { times.count }
    var isFull: Bool { count == Self.capacity }

    /// Whether so many ids more could be new to it.
    func hasSlots(for ids: Int) -> Bool { slots.count + ids <= SlotTable.limit }

    /// The last sighting of a column's list up to `limit`.
    func seenUntil(_ column: Int, limit: Int64 = .max) -> Int64 {
        confirmations[column]?.last { $0 <= limit } ?? times[column]
    }

    /// Every sighting of a column's list up to `limit`, in order.
    func sightings(_ column: Int, limit: Int64) -> [Int64] {
        [times[column]] + (confirmations[column] ?? []).prefix { $0 <= limit }
    }

    /// Puts a tick before `column`; at the end where `column` is the count.
    ///
    /// - Precondition: the block is not full.
    mutating func insert(_ placings: [RankingSeries.Placing], at time: Int64, isPartial: Bool, column: Int) {
        precondition(!isFull, "a full block of a ranking takes no tick")
        ranks.reserve(columns: count + 1, most: Self.capacity)
        if column < count {
            ranks.shift(from: column, by: 1, used: count)
            moveConfirmations(from: column, by: 1)
        }
        times.insert(time, at: column)
        self.isPartial.insert(isPartial, at: column)
        counts.insert(UInt16(clamping: placings.count), at: column)
        for placing in placings { ranks.set(placing.rank, slot: slots.insert(placing.id), column: column) }
    }

    mutating func remove(_ column: Int) {
        ranks.shift(from: column, by: -1, used: count)
        confirmations[column] = nil
        moveConfirmations(from: column + 1, by: -1)
        times.remove(at: column)
        isPartial.remove(at: column)
        counts.remove(at: column)
    }

    mutating func setConfirmations(_ times: [Int64], column: Int) {
        confirmations[column] = times.isEmpty ? nil : times
    }

    private mutating func moveConfirmations(from column: Int, by distance: Int) {
        guard confirmations.contains(where: { $0.key >= column }) else { return }
        confirmations = Dictionary(
            uniqueKeysWithValues: confirmations.map { ($0.key >= column ? $0.key + distance : $0.key, $0.value) }
        )
    }

    /// The list of one tick, best first.
    ///
    /// - Complexity: O(slots).
    func placings(_ column: Int) -> [RankingSeries.Placing] {
        let count = Int(counts[column])
        var list = [RankingSeries.Placing](repeating: .init(rank: 0, id: 0), count: count)
        var found = 0
        for slot in 0..<slots.count {
            let rank = ranks[slot, column]
            guard rank > 0 else { continue }
            found += 1
            // Ranks without holes fall into their places by themselves.
            guard Int(rank) <= count else { return sparsePlacings(column) }
            list[Int(rank) - 1] = .init(rank: rank, id: slots.ids[slot])
        }
        return found == count ? list : sparsePlacings(column)
    }

    private func sparsePlacings(_ column: Int) -> [RankingSeries.Placing] {
        (0..<slots.count).compactMap { slot in
            let rank = ranks[slot, column]
            return rank > 0 ? .init(rank: rank, id: slots.ids[slot]) : nil
        }
        .sorted { $0.rank < $1.rank }
    }

    /// Whether a full tick holds exactly this list.
    func shows(_ placings: [RankingSeries.Placing], column: Int) -> Bool {
        guard !isPartial[column], Int(counts[column]) == placings.count else { return false }
        return placings.allSatisfy { rank(of: $0.id, column: column) == $0.rank }
    }

    func rank(of id: UInt32, column: Int) -> UInt16? {
        guard let slot = slots.slot(of: id) else { return nil }
        let rank = ranks[slot, column]
        return rank > 0 ? rank : nil
    }

    /// Calls `body` with the rank of `id` in each of the columns, `nil` where it is absent.
    func forEachRank(of id: UInt32, in columns: Range<Int>, _ body: (Int, UInt16?) -> Void) {
        guard let slot = slots.slot(of: id) else {
            for column in columns { body(column, nil) }
            return
        }
        for column in columns {
            let rank = ranks[slot, column]
            body(column, rank > 0 ? rank : nil)
        }
    }

    /// Some of the ticks as a block of its own, without the ids that occur only in the others.
    func part(_ columns: Range<Int>) -> RankingBlock {
        var part = RankingBlock()
        for column in columns {
            part.insert(placings(column), at: times[column], isPartial: isPartial[column], column: part.count)
            part.setConfirmations(confirmations[column] ?? [], column: part.count - 1)
        }
        return part
    }
}
