/// The ranks of some ids in consecutive ticks, collected while a chain is read.
struct TrackedRanks {
    /// The ids; each slot is an index into ``ranks``.
    private let ids: SlotTable
    /// The ranks of each id by column, up to the last column in which it is ranked.
    private var ranks: [[UInt16]]
    private var columns = 0
    /// The ids that the current chain lists.
    private var listed: [Listed] = []
    /// The number of the chain's slots that were compared with the ids.
    private var searched = 0

    /// An id in a chain.
    private struct Listed {
        let index: Int
        let slot: UInt16
        /// The position in the last full ranking; `nil` if the id wasn't ranked.
        var position: Int?
    }

    init(_ ids: [UInt32]) {
        var table = SlotTable()
        for id in ids { _ = table.insert(id) }
        self.ids = table
        ranks = Array(repeating: [], count: table.count)
    }

    /// Prepares for the first ranking of a chain.
    mutating func startChain() { (listed, searched) = ([], 0) }

    /// Adds the next tick.
    ///
    /// - Complexity: O(listed ids), if they are near their last positions.
    mutating func add(_ ranking: RankingChainDecoder.Ranking, of chain: RankingChain) {
        while searched < chain.slots.count {
            if let index = ids.slot(of: chain.slots.ids[searched]) {
                // The position is a guess, so that the id is looked up in the next full ranking.
                listed.append(Listed(index: index, slot: UInt16(searched), position: 0))
            }
            searched += 1
        }
        for place in listed.indices {
            let rank: UInt16?
            if let places = ranking.places {
                rank = places.first { $0.slot == listed[place].slot }?.rank
            } else {
                if listed[place].position != nil || ranking.hasEntries {
                    listed[place].position = chain.position(of: listed[place].slot, near: listed[place].position ?? 0)
                }
                rank = listed[place].position.map { ranking.ranks?[$0] ?? UInt16($0 + 1) }
            }
            guard let rank else { continue }
            let index = listed[place].index
            ranks[index] += repeatElement(0, count: columns - ranks[index].count)
            ranks[index].append(rank)
        }
        columns += 1
    }

    /// The ranks of the ids that were listed.
    var rows: [(id: UInt32, ranks: RankRow)] {
        zip(ids.ids, ranks).compactMap { id, ranks in
            ranks.isEmpty ? nil : (id, RankRow(ranks + repeatElement(0, count: columns - ranks.count)))
        }
    }
}

extension RankingChain {
    /// Returns the position of a slot in the last full ranking; `nil` if it isn't ranked.
    ///
    /// - Parameter guess: The position at which the search starts.
    fileprivate func position(of slot: UInt16, near guess: Int) -> Int? {
        list.withUnsafeBufferPointer { list in
            var (low, high) = (min(guess, list.count) - 1, min(guess, list.count))
            while low >= 0 || high < list.count {
                if high < list.count {
                    if list[high] == slot { return high }
                    high += 1
                }
                if low >= 0 {
                    if list[low] == slot { return low }
                    low -= 1
                }
            }
            return nil
        }
    }
}
