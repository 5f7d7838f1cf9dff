extension RankingBlock {
    /// Returns the ranking of one tick, best first; empty if the ranks can't be read.
    ///
    /// - Complexity: O(slots).
    func entries(_ column: Int) -> [RankingSeries.Entry] {
        let count = depth(of: column)
        return withRanks { slots, matrix in Self.entries(column, count: count, slots, matrix) } ?? []
    }

    private static func entries(
        _ column: Int,
        count: Int,
        _ slots: SlotTable,
        _ matrix: RankMatrix
    ) -> [RankingSeries.Entry] {
        var list = [RankingSeries.Entry](repeating: .init(rank: 0, id: 0), count: count)
        var found = 0
        matrix.forEachSlot(in: column) { slot, rank in
            // Without gaps no sort is needed: each rank is an index.
            if Int(rank) <= count {
                list[Int(rank) - 1] = .init(rank: rank, id: slots.ids[slot])
                found += 1
            }
        }
        return found == count ? list : sparseEntries(column, slots, matrix)
    }

    private static func sparseEntries(
        _ column: Int,
        _ slots: SlotTable,
        _ matrix: RankMatrix
    ) -> [RankingSeries.Entry] {
        var list: [RankingSeries.Entry] = []
        matrix.forEachSlot(in: column) { slot, rank in list.append(.init(rank: rank, id: slots.ids[slot])) }
        return list.sorted { $0.rank < $1.rank }
    }

    /// Returns the first column that starts after `time`, or `count` if none does.
    func column(after time: Int64) -> Int {
        guard isPacked else { return seenTimes.column(after: time) }
        return lastSeenTime ?? .min <= time ? count : unpacked.seenTimes.column(after: time)
    }

    /// Returns whether the tick in a column is full and has exactly these entries.
    func shows(_ entries: [RankingSeries.Entry], column: Int) -> Bool {
        guard !partial[column], depth(of: column) == entries.count else { return false }
        return withRanks { slots, matrix in
            entries.allSatisfy { entry in
                slots.slot(of: entry.id).map { matrix[$0, column] == entry.rank } ?? false
            }
        } ?? false
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

    /// Returns the rank of `id` in one tick; `nil` if it isn't ranked or the ranks can't be read.
    ///
    /// This isn't inlined, because the caller would then copy the block before the call to the block store.
    @inline(never)
    func rank(of id: UInt32, column: Int) -> UInt16? {
        guard mentions(id) else { return nil }
        let rank =
            row(of: id)?[column] ?? withRanks { slots, matrix in slots.slot(of: id).map { matrix[$0, column] } ?? 0 }
        return rank.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Returns the ranks of `id` in some columns; `nil` if the ranks can't be read, or if the id is in none of the
    /// block's rankings and `isPresent` is true.
    ///
    /// - Parameter first: The position of the block's first tick in the series.
    func stretch(of id: UInt32, in columns: Range<Int>, whereListed isPresent: Bool, first: Int) -> RankRun? {
        let isListed = mentions(id)
        guard isListed || !isPresent else { return nil }
        let absent = RankRow(absent: columns.count)
        let found =
            isListed
            ? row(of: id)?.part(columns)
                ?? withRanks { slots, matrix in slots.slot(of: id).map { matrix.row($0, in: columns) } ?? absent }
            : absent
        guard let row = found else { return nil }
        return RankRun(first: first, seenTimes: seenTimes, partial: partial, columns: columns, ranks: row)
    }
}
