/// The differences between two rankings. Risers and fallers are sorted by the number of ranks gained or lost,
/// largest first; entries and exits are sorted by rank, best first.
public struct RankMovers: Hashable, Sendable {
    /// An id and its rank in each ranking; `nil` if it isn't in that ranking.
    public struct Move: Hashable, Sendable {
        public var id: UInt32
        public var from: UInt16?
        public var to: UInt16?

        /// The number of ranks gained, negative if ranks were lost; 0 if the id is in only one ranking.
        public var ranks: Int {
            guard let from, let to else { return 0 }
            return Int(from) - Int(to)
        }
    }

    public var risers: [Move] = []
    public var fallers: [Move] = []
    /// The ids that are only in the later ranking, best rank first.
    public var entries: [Move] = []
    public var exits: [Move] = []

    public var isEmpty: Bool { risers.isEmpty && fallers.isEmpty && entries.isEmpty && exits.isEmpty }
}

extension RankingSeries {
    /// Returns the differences between the rankings current at two times.
    ///
    /// - Parameter limit: The maximum number of results of each kind.
    /// - Returns: The differences; `nil` if one of the rankings is unknown, partial or unreadable, because an id that
    ///   is missing from such a ranking may still have had a rank.
    /// - Complexity: O(n log n), where n is the number of ids in both blocks.
    public func movers(from start: Int64, to end: Int64, limit: Int = .max) -> RankMovers? {
        guard let before = index(asOf: start).map(locate), let after = index(asOf: end).map(locate) else { return nil }
        let (old, new) = (blocks[before.block].unpacked, blocks[after.block].unpacked)
        guard !old.partial[before.column], !new.partial[after.column], old.isReadable, new.isReadable else {
            return nil
        }
        var movers = RankMovers()
        for entry in new.entries(after.column) {
            let from = old.rank(of: entry.id, column: before.column)
            let move = RankMovers.Move(id: entry.id, from: from, to: entry.rank)
            if from == nil { movers.entries.append(move) }
            if move.ranks > 0 { movers.risers.append(move) }
            if move.ranks < 0 { movers.fallers.append(move) }
        }
        movers.exits = old.entries(before.column).filter { new.rank(of: $0.id, column: after.column) == nil }
            .map { .init(id: $0.id, from: $0.rank, to: nil) }
        movers.risers.sort { ($1.ranks, $0.to ?? 0) < ($0.ranks, $1.to ?? 0) }
        movers.fallers.sort { ($0.ranks, $0.to ?? 0) < ($1.ranks, $1.to ?? 0) }
        return movers.limited(to: limit)
    }
}

extension RankMovers {
    fileprivate func limited(to limit: Int) -> RankMovers {
        RankMovers(
            risers: Array(risers.prefix(limit)),
            fallers: Array(fallers.prefix(limit)),
            entries: Array(entries.prefix(limit)),
            exits: Array(exits.prefix(limit))
        )
    }
}
