/// A type that reads records written by `RankingChainEncoder`. Invalid input throws an error and never traps.
public struct RankingChainDecoder: Sendable {
    private(set) var chain = RankingChain()
    /// The ranks of the last full ranking; `nil` if they are consecutive.
    private var ranks: [UInt16]?
    /// Whether the last frame is unreadable, so that no frame can continue it.
    private var isBroken = true

    public init() {}

    /// Decodes the next frame from a record made by `RankingChainEncoder`. The first record of a chain replaces the
    /// state of the previous chain.
    ///
    /// - Throws: An error if the record is damaged. Records that continue it can't be read either, until the next chain
    ///   starts.
    public mutating func frame(_ record: [UInt8]) throws(RankingDamage) -> RankingFrame {
        guard record.count >= 5 else {
            isBroken = true
            throw .truncated
        }
        if record[0] == 1 { self = RankingChainDecoder() } else if isBroken { throw .orphan }
        isBroken = true
        try Self.check(record)
        let frame = try frame(body: record[5...])
        isBroken = false
        return frame
    }

    /// Throws an error if a record is too short, doesn't match its checksum or is of an unknown type.
    static func check(_ record: [UInt8]) throws(RankingDamage) {
        guard record.count >= 5 else { throw .truncated }
        guard record.littleEndian(at: 1) == Checksum.of(record, skipping: 1..<5) else { throw .checksum }
        guard record[0] <= 1 else { throw .version(record[0]) }
    }

    /// Decodes the next frame from the body of a record, without its type and checksum.
    package mutating func frame(body: some Collection<UInt8>) throws(RankingDamage) -> RankingFrame {
        var reader = BitReader(body)
        let frame = try read(from: &reader)
        guard reader.isAtEnd else { throw .impossible("trailing bits") }
        return frame
    }

    mutating func read(from reader: inout BitReader) throws(RankingDamage) -> RankingFrame {
        var seenTimes: [Int64] = []
        let ranking = try readRanking(from: &reader, times: &seenTimes)
        return RankingFrame(seenTimes: seenTimes, isPartial: ranking.isPartial, entries: entries(of: ranking))
    }

    /// A ranking that was read from a chain. The slots of a full ranking are the chain's list.
    struct Ranking {
        /// The slots and ranks of a partial ranking; `nil` for a full one.
        var places: [(slot: UInt16, rank: UInt16)]?
        /// The ranks of a full ranking with gaps between them; `nil` if the ranks are consecutive.
        var ranks: [UInt16]?
        /// Whether ids entered the full ranking.
        var hasEntries = false
        /// Whether a full ranking is the same as the full ranking before it in the chain.
        var isUnchanged = false

        var isPartial: Bool { places != nil }
    }

    /// Returns the entries of the ranking that was read last.
    private func entries(of ranking: Ranking) -> [RankingSeries.Entry] {
        let ids = chain.slots.ids
        if let places = ranking.places { return places.map { .init(rank: $0.rank, id: ids[Int($0.slot)]) } }
        if let ranks = ranking.ranks { return zip(ranks, chain.list).map { .init(rank: $0, id: ids[Int($1)]) } }
        return chain.list.enumerated().map { .init(rank: UInt16($0 + 1), id: ids[Int($1)]) }
    }

    /// Reads the next ranking and appends the times at which it was seen to `times`.
    mutating func readRanking(
        from reader: inout BitReader,
        times: inout [Int64]
    ) throws(RankingDamage) -> Ranking {
        let confirmations = try reader.readCount(RankingFrame.seenTimeLimit - 1, of: "times")
        var last = Int64.min
        for _ in 0...confirmations {
            guard let time = chain.seenTime(surprise: try reader.readSigned()), time > last else {
                throw .impossible("a time earlier than the previous one")
            }
            times.append(time)
            last = time
        }
        if try reader.readFlag() { return Ranking(places: try readPlaces(from: &reader)) }
        return try readList(from: &reader)
    }

    private mutating func readPlaces(
        from reader: inout BitReader
    ) throws(RankingDamage) -> [(slot: UInt16, rank: UInt16)] {
        let count = try reader.readCount(RankingFrame.rankLimit, of: "entries")
        var places: [(slot: UInt16, rank: UInt16)] = []
        var taken: Set<UInt16> = []
        var rank = 0
        for _ in 0..<count {
            rank += 1 + (try reader.readCount(RankingFrame.rankLimit, of: "ranks"))
            guard rank <= RankingFrame.rankLimit else { throw .impossible("rank \(rank)") }
            let bits = chain.slotBits
            let slot: UInt16
            if try reader.readFlag() {
                slot = try newSlot(of: try reader.readDelta())
                chain.absent.append(slot)
            } else {
                let number = Int(try reader.read(bits: bits))
                guard number < chain.slots.count else { throw .impossible("an undefined id") }
                slot = UInt16(number)
            }
            guard taken.insert(slot).inserted else { throw .impossible("an id at two ranks") }
            places.append((slot, UInt16(rank)))
        }
        return places
    }

    private mutating func newSlot(of id: UInt32) throws(RankingDamage) -> UInt16 {
        let slot = chain.slots.count
        guard slot < SlotTable.limit else { throw .impossible("more ids than a chain can contain") }
        guard chain.slots.insert(id) == slot else { throw .impossible("a new id that exists already") }
        return UInt16(slot)
    }

    /// Reads a full ranking into the chain's list.
    ///
    /// - Complexity: O(bits of the ranking).
    private mutating func readList(from reader: inout BitReader) throws(RankingDamage) -> Ranking {
        let (count, isTooMany) = Int64(chain.list.count).addingReportingOverflow(try reader.readSigned())
        guard !isTooMany, (0...Int64(RankingFrame.rankLimit)).contains(count) else {
            throw .impossible("a ranking of \(count) ids")
        }
        let ranks = try readRanks(Int(count), from: &reader)
        let droppedCount = try reader.readCount(chain.list.count, of: "ids that left")
        let dropped = try readPositions(droppedCount, of: chain.list.count, from: &reader)
        let enteredCount = Int(count) - (chain.list.count - droppedCount)
        guard enteredCount >= 0 else { throw .impossible("a ranking of \(count) ids of which more stayed") }
        let entered = try readPositions(enteredCount, of: Int(count), from: &reader)
        let left = dropped.map { chain.list[$0] }
        let entries = try readEntries(enteredCount, from: &reader)
        chain.absent += left
        if !dropped.isEmpty { chain.list.remove(at: dropped) }
        let isReordered = try Self.readOrder(of: &chain.list, from: &reader)
        if !entered.isEmpty { chain.list.insert(entries, at: entered) }
        let isUnchanged = dropped.isEmpty && entered.isEmpty && !isReordered && ranks == self.ranks
        self.ranks = ranks
        return Ranking(ranks: ranks, hasEntries: !entered.isEmpty, isUnchanged: isUnchanged)
    }

    /// Reads the ranks of `count` entries; `nil` if they are consecutive.
    private func readRanks(_ count: Int, from reader: inout BitReader) throws(RankingDamage) -> [UInt16]? {
        let holes = try reader.readCount(RankingFrame.rankLimit - count, of: "gaps between ranks")
        guard holes > 0 else { return nil }
        let last = count + holes
        var ranks: [UInt16] = []
        ranks.reserveCapacity(count)
        var rank = 1
        for _ in 0..<holes {
            let hole = rank + (try reader.readCount(RankingFrame.rankLimit, of: "ranks"))
            guard hole < last else { throw .impossible("a gap after the last rank") }
            for taken in rank..<hole { ranks.append(UInt16(taken)) }
            rank = hole + 1
        }
        for taken in rank..<(last + 1) { ranks.append(UInt16(taken)) }
        return ranks
    }

    /// Reads `count` positions in a ranking of `length` ids, and returns them in increasing order.
    private func readPositions(
        _ count: Int,
        of length: Int,
        from reader: inout BitReader
    ) throws(RankingDamage) -> [Int] {
        guard count > 0 else { return [] }
        var positions: [Int] = []
        positions.reserveCapacity(count)
        var position = length
        for _ in 0..<count {
            position -= 1 + (try reader.readCount(length, of: "positions"))
            guard position >= 0 else { throw .impossible("a negative position") }
            positions.append(position)
        }
        positions.reverse()
        return positions
    }

    private mutating func readEntries(
        _ count: Int,
        from reader: inout BitReader
    ) throws(RankingDamage) -> [UInt16] {
        guard count > 0 else { return [] }
        var entries: [UInt16] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            if try reader.readFlag() {
                entries.append(try newSlot(of: try reader.readDelta()))
            } else {
                let back = try reader.readCount(chain.absent.count, of: "absent ids")
                guard back < chain.absent.count else { throw .impossible("an undefined absent id") }
                entries.append(chain.absent.remove(at: chain.absent.count - 1 - back))
            }
        }
        return entries
    }

    /// Changes the order of the slots that stayed to the new order.
    ///
    /// - Returns: Whether the order changed.
    /// - Complexity: O(ids that moved), plus the positions that they moved up.
    private static func readOrder(
        of list: inout [UInt16],
        from reader: inout BitReader
    ) throws(RankingDamage) -> Bool {
        try list.withUnsafeMutableBufferPointer { list throws(RankingDamage) in
            let last = list.count - 1
            var (head, isReordered) = (0, false)
            while head < last {
                let (zeros, ahead) = try reader.readZeros(last - head)
                head += zeros
                guard ahead > 0 else { continue }
                guard ahead <= last - head else { throw .impossible("\(ahead) positions") }
                isReordered = true
                var found = head + Int(ahead)
                let slot = list[found]
                while found > head {
                    list[found] = list[found - 1]
                    found -= 1
                }
                list[head] = slot
                head += 1
            }
            return isReordered
        }
    }
}

extension [UInt16] {
    /// Removes the elements at some positions, which are in increasing order.
    fileprivate mutating func remove(at positions: [Int]) {
        var (kept, next) = (positions[0], 0)
        for position in positions[0]..<count {
            if next < positions.count, positions[next] == position {
                next += 1
            } else {
                self[kept] = self[position]
                kept += 1
            }
        }
        removeLast(count - kept)
    }

    /// Inserts elements so that they are at some positions afterwards, which are in increasing order.
    fileprivate mutating func insert(_ elements: [UInt16], at positions: [Int]) {
        var kept = count - 1
        append(contentsOf: elements)
        var next = positions.count - 1
        var position = count - 1
        while next >= 0 {
            if positions[next] == position {
                self[position] = elements[next]
                next -= 1
            } else {
                self[position] = self[kept]
                kept -= 1
            }
            position -= 1
        }
    }
}
