extension RankingBlock {
    /// The number of ticks per chain. A damaged bit makes only one chain unreadable.
    static let chainLength = 84

    private static let version: UInt8 = 1

    /// Returns the block as bytes in the format of `docs/formats/ranking-blocks.md`.
    ///
    /// - Complexity: O(points).
    public func encoded() -> [UInt8] {
        let chains = stride(from: 0, to: count, by: Self.chainLength).map { first in
            chain(first..<min(count, first + Self.chainLength))
        }
        var bytes: [UInt8] = [Self.version, UInt8(chains.count)]
        for (ticks, body) in chains {
            bytes.append(UInt8(ticks))
            bytes.append(littleEndian: UInt32(body.count))
            bytes.append(littleEndian: Checksum.of(body))
        }
        bytes.append(littleEndian: Checksum.of(bytes))
        for (_, body) in chains { bytes += body }
        return bytes
    }

    private func chain(_ columns: Range<Int>) -> (ticks: Int, body: [UInt8]) {
        var encoder = RankingChainEncoder()
        var writer = BitWriter()
        for column in columns { encoder.write(frame(column), to: &writer) }
        return (columns.count, writer.finished())
    }

    /// The readable part of a block's bytes.
    public struct Reading: Sendable {
        public var block: RankingBlock
        /// The number of ticks that can't be read.
        public var lostTicks = 0
        /// The error for the first damaged chain; `nil` if there is none.
        public var damage: RankingDamage?
    }

    /// Decodes a block, skipping damaged chains.
    ///
    /// - Throws: An error if the bytes aren't a block or its header is damaged.
    /// - Complexity: O(points).
    public static func decode(_ bytes: [UInt8]) throws(RankingDamage) -> Reading {
        guard let version = bytes.first else { throw .truncated }
        guard version == Self.version else { throw .version(version) }
        guard bytes.count >= 2 else { throw .truncated }
        let head = 2 + Int(bytes[1]) * 9
        guard bytes.count >= head + 4 else { throw .truncated }
        guard bytes.littleEndian(at: head) == Checksum.of(bytes[..<head]) else { throw .checksum }
        var reading = Reading(block: RankingBlock())
        var start = head + 4
        for entry in stride(from: 2, to: head, by: 9) {
            let ticks = Int(bytes[entry])
            guard ticks <= Self.chainLength else { throw .impossible("a chain of \(ticks) ticks") }
            let end = start + Int(bytes.littleEndian(at: entry + 1))
            do throws(RankingDamage) {
                guard end <= bytes.count else { throw .truncated }
                let body = bytes[start..<end]
                guard bytes.littleEndian(at: entry + 5) == Checksum.of(body) else { throw .checksum }
                try reading.block.append(chain: Array(body), ticks: ticks)
            } catch {
                reading.lostTicks += ticks
                reading.damage = reading.damage ?? error
            }
            start = min(end, bytes.count)
        }
        guard start == bytes.count else { throw .impossible("trailing bytes") }
        return reading
    }

    private mutating func append(chain body: [UInt8], ticks: Int) throws(RankingDamage) {
        var decoder = RankingChainDecoder()
        var reader = BitReader(body)
        var grown = self
        for _ in 0..<ticks {
            let frame = try decoder.read(from: &reader)
            guard !grown.isFull, grown.hasSlots(for: frame.entries.count) else {
                throw .impossible("more ticks than a block can contain")
            }
            if let last = grown.lastSeenTime, frame.seenTimes[0] <= last {
                throw .impossible("a tick earlier than the previous one")
            }
            grown.append(frame)
        }
        guard reader.isAtEnd else { throw .impossible("trailing bits") }
        self = grown
    }
}
