/// A type that writes a chain of rankings, each as the difference from the previous one: ids that left, ids that
/// entered, and the order of the rest as Lehmer indices in Elias gamma code. The format is described in
/// `docs/formats/ranking-blocks.md`.
///
/// A chart is a permutation: if one app rises, others fall, so encoding each app separately would encode every move
/// twice. A month of hourly charts of 200 apps takes about a quarter of a byte per point.
public struct RankingChainEncoder: Sendable {
    private var chain = RankingChain()
    /// The marks by slot: 1 if the id is in the last ranking, plus 2 if it is in the next. All 0 between frames.
    private var marks: [UInt8] = []

    private var isFirst = true

    public init() {}

    /// Returns whether the chain has room for this many new ids.
    public func hasRoom(for ids: Int) -> Bool { chain.slots.count + ids <= SlotTable.limit }

    /// Encodes the next frame as a separate record with a checksum.
    ///
    /// - Precondition: The frame meets the requirements of `RankingFrame`.
    /// - Complexity: O(entries), plus the distance that ids moved.
    public mutating func record(_ frame: RankingFrame) -> [UInt8] {
        var writer = BitWriter()
        write(frame, to: &writer)
        let body = writer.finished()
        defer { isFirst = false }
        var record: [UInt8] = [isFirst ? 1 : 0]
        record.append(littleEndian: Checksum.of(record + body))
        return record + body
    }

    mutating func write(_ frame: RankingFrame, to writer: inout BitWriter) {
        writer.writeGamma(UInt64(frame.seenTimes.count - 1))
        for time in frame.seenTimes {
            precondition(RankingFrame.times.contains(time), "time \(time) is out of range for a ranking")
            writer.writeSigned(chain.surprise(at: time))
        }
        writer.write(frame.isPartial)
        frame.isPartial ? writePlaces(frame.entries, to: &writer) : writeList(frame.entries, to: &writer)
    }

    /// Writes the entries of a partial frame, each with its rank and id. The next full frame is still encoded relative
    /// to the previous full ranking.
    private mutating func writePlaces(_ entries: [RankingSeries.Entry], to writer: inout BitWriter) {
        writer.writeGamma(UInt64(entries.count))
        var before: UInt16 = 0
        for entry in entries {
            writer.writeGamma(UInt64(entry.rank - before - 1))
            before = entry.rank
            let bits = chain.slotBits
            let known = chain.slots.slot(of: entry.id)
            writer.write(known == nil)
            if let known {
                writer.write(UInt64(known), bits: bits)
            } else {
                writer.writeDelta(entry.id)
                chain.absent.append(UInt16(chain.slots.insert(entry.id)))
            }
        }
    }

    private mutating func writeList(_ entries: [RankingSeries.Entry], to writer: inout BitWriter) {
        let known = chain.slots.count
        let list = entries.map { UInt16(chain.slots.insert($0.id)) }
        marks.append(contentsOf: repeatElement(0, count: chain.slots.count - marks.count))
        for slot in chain.list { marks[Int(slot)] = 1 }
        for slot in list { marks[Int(slot)] |= 2 }
        writer.writeSigned(Int64(list.count - chain.list.count))
        writeHoles(entries, to: &writer)
        let dropped = chain.list.indices.filter { marks[Int(chain.list[$0])] == 1 }
        writer.writeGamma(UInt64(dropped.count))
        writePositions(dropped, of: chain.list.count, to: &writer)
        let entered = list.indices.filter { marks[Int(list[$0])] == 2 }
        writePositions(entered, of: list.count, to: &writer)
        for position in entered { writeEntry(list[position], known: known, id: entries[position].id, to: &writer) }
        chain.absent += dropped.map { chain.list[$0] }
        writeOrder(of: list, to: &writer)
        for slot in chain.list { marks[Int(slot)] = 0 }
        for slot in list { marks[Int(slot)] = 0 }
        chain.list = list
    }

    /// Writes the gaps between ranks, up to the last rank.
    private func writeHoles(_ entries: [RankingSeries.Entry], to writer: inout BitWriter) {
        let holes = Int(entries.last?.rank ?? 0) - entries.count
        writer.writeGamma(UInt64(holes))
        guard holes > 0 else { return }
        var (before, rank) = (0, 0)
        for entry in entries {
            rank += 1
            while rank < Int(entry.rank) {
                writer.writeGamma(UInt64(rank - before - 1))
                before = rank
                rank += 1
            }
        }
    }

    /// Writes positions in a ranking of `count` ids as distances from the bottom, where most apps enter and leave.
    private func writePositions(_ positions: [Int], of count: Int, to writer: inout BitWriter) {
        var before = count
        for position in positions.reversed() {
            writer.writeGamma(UInt64(before - position - 1))
            before = position
        }
    }

    /// Writes an id that entered the ranking: the id if it is new, otherwise the number of ids that left after it.
    private mutating func writeEntry(_ slot: UInt16, known: Int, id: UInt32, to writer: inout BitWriter) {
        writer.write(slot >= known)
        guard slot < known else { return writer.writeDelta(id) }
        guard let place = chain.absent.lastIndex(of: slot) else {
            preconditionFailure("a known id is neither in the ranking nor absent from it")
        }
        writer.writeGamma(UInt64(chain.absent.count - 1 - place))
        chain.absent.remove(at: place)
    }

    /// Writes the order of the ids that stayed: for each, the number of ids that preceded it and aren't written yet.
    private func writeOrder(of list: [UInt16], to writer: inout BitWriter) {
        var rest = chain.list.filter { marks[Int($0)] == 3 }
        var head = 0
        for slot in list where marks[Int(slot)] == 3 {
            guard head < rest.count - 1 else { return }
            var found = head
            while rest[found] != slot { found += 1 }
            writer.writeGamma(UInt64(found - head))
            while found > head {
                rest[found] = rest[found - 1]
                found -= 1
            }
            head += 1
        }
    }
}
