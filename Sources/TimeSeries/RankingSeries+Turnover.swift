/// How many ids a list took up that the list before it did not hold.
public struct RankTurnover: Hashable, Sendable {
    public var entries: Int
    /// Places of the later list.
    public var depth: Int

    public init(entries: Int, depth: Int) {
        self.entries = entries
        self.depth = depth
    }
}

extension RankingSeries {
    /// What each tick of a range took up over the one before it; nothing for the first.
    ///
    /// Steps from or to a tick of which only some places are known, or that cannot be read, are left out: absence from
    /// it means nothing.
    ///
    /// - Precondition: the positions are those of ticks.
    /// - Complexity: O(ids · ticks), a byte each.
    public func turnovers(over positions: ClosedRange<Int>) -> [RankTurnover] {
        parts(positions).flatMap { index, columns in
            let within = blocks[index].turnovers(in: columns)
            guard index > 0, columns.first == 0, positions.lowerBound < firsts[index],
                let across = blocks[index].turnover(from: blocks[index - 1])
            else { return within }
            return [across] + within
        }
    }

    /// The ranks of each id that two ticks hold, in the order of the first.
    ///
    /// - Precondition: the positions are those of ticks.
    /// - Complexity: O(ids in the first's block).
    public func common(_ one: Int, _ other: Int) -> [(one: UInt16, other: UInt16)] {
        let (block, column) = locate(other)
        // Once for all: it may be read from the shelf.
        guard let matrix = blocks[block].matrix else { return [] }
        let slots = blocks[block].slots
        return placings(at: one).compactMap { placing in
            guard let slot = slots.slot(of: placing.id) else { return nil }
            let rank = matrix[slot, column]
            return rank > 0 ? (placing.rank, rank) : nil
        }
    }
}

extension RankingBlock {
    /// What each column of a range took up over the one before it.
    fileprivate func turnovers(in columns: Range<Int>) -> [RankTurnover] {
        guard columns.count > 1, let matrix else { return [] }
        return zip(columns.dropFirst(), matrix.entries(in: columns)).compactMap { column, entries in
            partial[column - 1] || partial[column] ? nil : RankTurnover(entries: entries, depth: depth(of: column))
        }
    }

    /// What the first column took up over the last of the block before.
    fileprivate func turnover(from earlier: RankingBlock) -> RankTurnover? {
        let last = earlier.count - 1
        guard last >= 0, !earlier.partial[last], !partial[0], earlier.isReadable, isReadable else { return nil }
        let entries = placings(0).count { earlier.rank(of: $0.id, column: last) == nil }
        return RankTurnover(entries: entries, depth: depth(of: 0))
    }
}
