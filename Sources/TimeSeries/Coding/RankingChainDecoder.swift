/// Reads what `RankingChainEncoder` wrote. Any bytes may be given; none traps.
public struct RankingChainDecoder: Sendable {
    private var chain = RankingChain()
    /// By slot, whether it is in the last list.
    private var isListed: [Bool] = []
    /// Whether the last frame is not known, so that none can go on from it.
    private var isBroken = true

    public init() {}

    /// The next frame, from a record that `RankingChainEncoder` made. The first record of a chain begins a new one.
    ///
    /// - Throws: where it is damaged. What goes on from it cannot be read either, until the next chain begins.
    public mutating func frame(_ record: [UInt8]) throws(RankingDamage) -> RankingFrame {
        guard record.count >= 5 else {
            isBroken = true
            throw .cutShort
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

    /// The next frame, without a checksum before it.
    package mutating func frame(body: [UInt8]) throws(RankingDamage) -> RankingFrame {
        var reader = BitReader(body)
        let frame = try read(from: &reader)
        guard reader.isAtEnd else { throw .impossible("something stands after the end") }
        return frame
    }

    mutating func read(from reader: inout BitReader) throws(RankingDamage) -> RankingFrame {
        let confirmations = try reader.readCount(RankingFrame.sightingLimit - 1, of: "sightings")
        var sightings: [Int64] = []
        for _ in 0...confirmations {
            guard let time = chain.sighting(surprise: try reader.readSigned()), time > sightings.last ?? .min else {
                throw .impossible("a sighting before the one it follows")
            }
            sightings.append(time)
        }
        let isPartial = try reader.readFlag()
        let placings = isPartial ? try readPlaces(from: &reader) : try readList(from: &reader)
        return RankingFrame(sightings: sightings, isPartial: isPartial, placings: placings)
    }

    private mutating func readPlaces(from reader: inout BitReader) throws(RankingDamage) -> [RankingSeries.Placing] {
        let count = try reader.readCount(RankingFrame.rankLimit, of: "places")
        var placings: [RankingSeries.Placing] = []
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
                guard slot < chain.slots.count else { throw .impossible("an id that was never given") }
                id = chain.slots.ids[slot]
            }
            guard taken.insert(id).inserted else { throw .impossible("an id at two ranks") }
            placings.append(.init(rank: UInt16(rank), id: id))
        }
        return placings
    }

    private mutating func newSlot(of id: UInt32) throws(RankingDamage) -> UInt16 {
        guard chain.slots.count < SlotTable.limit else { throw .impossible("more ids than a chain can hold") }
        guard chain.slots.slot(of: id) == nil else { throw .impossible("an id that is new twice") }
        isListed.append(false)
        return UInt16(chain.slots.insert(id))
    }

    private mutating func readList(from reader: inout BitReader) throws(RankingDamage) -> [RankingSeries.Placing] {
        let (count, isTooMany) = Int64(chain.list.count).addingReportingOverflow(try reader.readSigned())
        guard !isTooMany, (0...Int64(RankingFrame.rankLimit)).contains(count) else {
            throw .impossible("a list of \(count)")
        }
        let ranks = try readRanks(Int(count), from: &reader)
        let droppedCount = try reader.readCount(chain.list.count, of: "ids that left")
        let dropped = try readPositions(droppedCount, of: chain.list.count, from: &reader)
        let enteredCount = Int(count) - (chain.list.count - droppedCount)
        guard enteredCount >= 0 else { throw .impossible("a list of \(count) with more that stayed") }
        let entered = try readPositions(enteredCount, of: Int(count), from: &reader)
        let left = dropped.map { chain.list[$0] }
        for slot in left { isListed[Int(slot)] = false }
        let entries = try readEntries(enteredCount, from: &reader)
        chain.absent += left
        chain.list = try readOrder(Int(count), entered: entered, entries: entries, from: &reader)
        for slot in entries { isListed[Int(slot)] = true }
        return zip(ranks, chain.list).map { .init(rank: $0, id: chain.slots.ids[Int($1)]) }
    }

    /// The rank of each place of a list; consecutive but for holes.
    private func readRanks(_ count: Int, from reader: inout BitReader) throws(RankingDamage) -> [UInt16] {
        let holes = try reader.readCount(RankingFrame.rankLimit - count, of: "ranks that nobody has")
        let last = count + holes
        var ranks: [UInt16] = []
        ranks.reserveCapacity(count)
        var rank = 1
        for _ in 0..<holes {
            let hole = rank + (try reader.readCount(RankingFrame.rankLimit, of: "ranks"))
            guard hole < last else { throw .impossible("a hole below the last rank") }
            for taken in rank..<hole { ranks.append(UInt16(taken)) }
            rank = hole + 1
        }
        for taken in rank..<(last + 1) { ranks.append(UInt16(taken)) }
        return ranks
    }

    /// Increasing.
    private func readPositions(
        _ count: Int,
        of length: Int,
        from reader: inout BitReader
    ) throws(RankingDamage) -> [Int] {
        var positions: [Int] = []
        var position = length
        for _ in 0..<count {
            position -= 1 + (try reader.readCount(length, of: "places"))
            guard position >= 0 else { throw .impossible("a place above the first") }
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
                guard back < chain.absent.count else { throw .impossible("an absent id that was never given") }
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
                var found = head + (try reader.readCount(rest.count - 1 - head, of: "places"))
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
