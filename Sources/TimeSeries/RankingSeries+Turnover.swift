/// The turnover between two rankings: the number of ids that are only in the later ranking, and the number of entries
/// in the later ranking.
public struct RankTurnover: Hashable, Sendable {
    public var entries: Int
    /// The number of entries in the later ranking.
    public var depth: Int

    public init(entries: Int, depth: Int) {
        self.entries = entries
        self.depth = depth
    }
}

extension RankingSeries {
    /// Returns the turnover of each tick of a range, except the first, relative to the previous tick.
    ///
    /// Pairs with a tick that is partial or can't be read are left out, because such a tick doesn't show which ids are
    /// absent.
    ///
    /// - Precondition: The positions are valid.
    /// - Complexity: O(ids · ticks), reading one byte for each.
    public func turnovers(over positions: ClosedRange<Int>) -> [RankTurnover] {
        parts(positions).flatMap { index, columns in
            let block = blocks[index].unpacked
            let within = block.turnovers(in: columns)
            guard index > 0, columns.first == 0, positions.lowerBound < firsts[index],
                let across = block.turnover(from: blocks[index - 1].unpacked)
            else { return within }
            return [across] + within
        }
    }

    /// Returns the ranks of each id that is ranked in both ticks, in the order of the first tick.
    ///
    /// - Precondition: The positions are valid.
    /// - Complexity: O(ids in the first tick's block).
    public func common(_ one: Int, _ other: Int) -> [(one: UInt16, other: UInt16)] {
        let (block, column) = locate(other)
        // Read once, because the block may be evicted.
        return blocks[block].withRanks { slots, matrix in
            entries(at: one).compactMap { entry in
                guard let slot = slots.slot(of: entry.id) else { return nil }
                let rank = matrix[slot, column]
                return rank > 0 ? (entry.rank, rank) : nil
            }
        } ?? []
    }
}

extension RankingBlock {
    /// Returns the turnover of each column of a range relative to the previous column.
    fileprivate func turnovers(in columns: Range<Int>) -> [RankTurnover] {
        guard columns.count > 1, let entries = withRanks({ _, matrix in matrix.entries(in: columns) }) else {
            return []
        }
        return zip(columns.dropFirst(), entries).compactMap { column, entries in
            partial[column - 1] || partial[column] ? nil : RankTurnover(entries: entries, depth: depth(of: column))
        }
    }

    /// Returns the turnover of the block's first column relative to the last column of the previous block; `nil` if one
    /// of them is partial or can't be read.
    fileprivate func turnover(from earlier: RankingBlock) -> RankTurnover? {
        let last = earlier.count - 1
        guard last >= 0, !earlier.partial[last], !partial[0], earlier.isReadable, isReadable else { return nil }
        let entries = entries(0).count { earlier.rank(of: $0.id, column: last) == nil }
        return RankTurnover(entries: entries, depth: depth(of: 0))
    }
}
