/// A type that reads records written by `RankingChainEncoder`. Invalid input throws an error and never traps.
public struct RankingChainDecoder: Sendable {
    private var chain = RankingChain()
    /// Whether each id is in the last ranking, by slot.
    private var isListed: [Bool] = []
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
        let body = Array(record[5...])
        guard record.littleEndian(at: 1) == Checksum.of(record.prefix(1) + body) else { throw .checksum }
        guard record[0] <= 1 else { throw .version(record[0]) }
        let frame = try frame(body: body)
        isBroken = false
        return frame
    }

    /// Decodes the next frame from the body of a record, without its type and checksum.
    package mutating func frame(body: [UInt8]) throws(RankingDamage) -> RankingFrame {
        var reader = BitReader(body)
        let frame = try read(from: &reader)
        guard reader.isAtEnd else { throw .impossible("trailing bits") }
        return frame
    }

    mutating func read(from reader: inout BitReader) throws(RankingDamage) -> RankingFrame {
        let confirmations = try reader.readCount(RankingFrame.seenTimeLimit - 1, of: "times")
        var seenTimes: [Int64] = []
        for _ in 0...confirmations {
            guard let time = chain.seenTime(surprise: try reader.readSigned()), time > seenTimes.last ?? .min else {
                throw .impossible("a time earlier than the previous one")
            }
            seenTimes.append(time)
        }
        let isPartial = try reader.readFlag()
        let entries = isPartial ? try readPlaces(from: &reader) : try readList(from: &reader)
        return RankingFrame(seenTimes: seenTimes, isPartial: isPartial, entries: entries)
    }

    private mutating func readPlaces(from reader: inout BitReader) throws(RankingDamage) -> [RankingSeries.Entry] {
        let count = try reader.readCount(RankingFrame.rankLimit, of: "entries")
        var entries: [RankingSeries.Entry] = []
        var taken: Set<UInt32> = []
        var rank = 0
        for _ in 0..<count {
            rank += 1 + (try reader.readCount(RankingFrame.rankLimit, of: "ranks"))
            guard rank <= RankingFrame.rankLimit else { throw .impossible("rank \(rank)") }
            let bits = chain.slotBits
            let id: UInt32
            if try reader.readFlag() {
                id = try reader.readDelta()
                chain.absent.append(try newSlot(of: id))
            } else {
                let slot = Int(try reader.read(bits: bits))
                guard slot < chain.slots.count else { throw .impossible("an undefined id") }
                id = chain.slots.ids[slot]
            }
            guard taken.insert(id).inserted else { throw .impossible("an id at two ranks") }
            entries.append(.init(rank: UInt16(rank), id: id))
        }
        return entries
    }

    private mutating func newSlot(of id: UInt32) throws(RankingDamage) -> UInt16 {
        guard chain.slots.count < SlotTable.limit else { throw .impossible("more ids than a chain can contain") }
        guard chain.slots.slot(of: id) == nil else { throw .impossible("a new id that exists already") }
        isListed.append(false)
        return UInt16(chain.slots.insert(id))
    }

    private mutating func readList(from reader: inout BitReader) throws(RankingDamage) -> [RankingSeries.Entry] {
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
        for slot in left { isListed[Int(slot)] = false }
        let entries = try readEntries(enteredCount, from: &reader)
        chain.absent += left
        chain.list = try readOrder(Int(count), entered: entered, entries: entries, from: &reader)
        for slot in entries { isListed[Int(slot)] = true }
        return zip(ranks, chain.list).map { .init(rank: $0, id: chain.slots.ids[Int($1)]) }
    }

    /// Reads the ranks of `count` entries, which are consecutive except for gaps.
    private func readRanks(_ count: Int, from reader: inout BitReader) throws(RankingDamage) -> [UInt16] {
        let holes = try reader.readCount(RankingFrame.rankLimit - count, of: "gaps between ranks")
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
        var positions: [Int] = []
        var position = length
        for _ in 0..<count {
            position -= 1 + (try reader.readCount(length, of: "positions"))
            guard position >= 0 else { throw .impossible("a negative position") }
            positions.append(position)
        }
        return positions.reversed()
    }

    private mutating func readEntries(
        _ count: Int,
        from reader: inout BitReader
    ) throws(RankingDamage) -> [UInt16] {
        var entries: [UInt16] = []
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

    private func readOrder(
        _ count: Int,
        entered: [Int],
        entries: [UInt16],
        from reader: inout BitReader
    ) throws(RankingDamage) -> [UInt16] {
        var rest = chain.list.filter { isListed[Int($0)] }
        var list: [UInt16] = []
        list.reserveCapacity(count)
        var (head, next) = (0, 0)
        for position in 0..<count {
            if next < entered.count, entered[next] == position {
                list.append(entries[next])
                next += 1
                continue
            }
            if head < rest.count - 1 {
                var found = head + (try reader.readCount(rest.count - 1 - head, of: "positions"))
                let slot = rest[found]
                while found > head {
                    rest[found] = rest[found - 1]
                    found -= 1
                }
                rest[head] = slot
            }
            list.append(rest[head])
            head += 1
        }
        return list
    }
}
