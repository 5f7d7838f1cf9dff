extension RankingBlock {
    /// The number of ticks per chain. A damaged bit makes only one chain unreadable.
    static let chainLength = 84

    private static let version: UInt8 = 1

    /// Returns the block as bytes in the format of `docs/formats/ranking-blocks.md`.
    ///
    /// - Complexity: O(points).
    public func encoded() -> [UInt8] {
        let unpacked = unpacked
        let chains = stride(from: 0, to: count, by: Self.chainLength).map { first in
            unpacked.chain(first..<min(count, first + Self.chainLength))
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

    /// A chain of a block's bytes.
    struct Chain {
        let ticks: Int
        let checksum: UInt32
        let bytes: Range<Int>

        /// Returns the bytes of the chain.
        ///
        /// - Throws: An error if bytes are missing or the checksum doesn't match.
        func body(in block: [UInt8]) throws(RankingDamage) -> ArraySlice<UInt8> {
            guard bytes.upperBound <= block.count else { throw .truncated }
            guard checksum == Checksum.of(block[bytes]) else { throw .checksum }
            return block[bytes]
        }
    }

    /// Returns the chains of a block, which may extend past the end of the bytes.
    ///
    /// - Throws: An error if the bytes aren't a block or its header is damaged.
    static func chains(of bytes: [UInt8]) throws(RankingDamage) -> [Chain] {
        guard let version = bytes.first else { throw .truncated }
        guard version == Self.version else { throw .version(version) }
        guard bytes.count >= 2 else { throw .truncated }
        let head = 2 + Int(bytes[1]) * 9
        guard bytes.count >= head + 4 else { throw .truncated }
        guard bytes.littleEndian(at: head) == Checksum.of(bytes[..<head]) else { throw .checksum }
        var chains: [Chain] = []
        var start = head + 4
        for entry in stride(from: 2, to: head, by: 9) {
            let ticks = Int(bytes[entry])
            guard ticks <= Self.chainLength else { throw .impossible("a chain of \(ticks) ticks") }
            let end = start + Int(bytes.littleEndian(at: entry + 1))
            chains.append(Chain(ticks: ticks, checksum: bytes.littleEndian(at: entry + 5), bytes: start..<end))
            start = min(end, bytes.count)
        }
        guard start == bytes.count else { throw .impossible("trailing bytes") }
        return chains
    }

    /// Decodes a block, skipping damaged chains.
    ///
    /// - Throws: An error if the bytes aren't a block or its header is damaged.
    /// - Complexity: O(points).
    public static func decode(_ bytes: [UInt8]) throws(RankingDamage) -> Reading {
        var reading = Reading(block: RankingBlock())
        var intact: [Chain] = []
        for chain in try chains(of: bytes) {
            do throws(RankingDamage) {
                try reading.block.append(chain, of: bytes)
                intact.append(chain)
            } catch {
                reading.lostTicks += chain.ticks
                reading.damage = reading.damage ?? error
                // Without the ticks that precede the damage in the chain.
                reading.block = RankingBlock()
                for chain in intact { try reading.block.append(chain, of: bytes) }
            }
        }
        return reading
    }

    /// Returns the ranks of an id in a block's bytes, without decoding those of others.
    ///
    /// - Returns: The ranks; `nil` if the block doesn't list the id.
    /// - Throws: An error if the block is damaged.
    /// - Complexity: O(bits of the block).
    public static func ranks(of id: UInt32, in bytes: [UInt8]) throws(RankingDamage) -> RankRow? {
        var tracked = TrackedRanks([id])
        var times: [Int64] = []
        for chain in try chains(of: bytes) {
            var reader = ChainReader(try chain.body(in: bytes))
            tracked.startChain()
            for _ in 0..<chain.ticks {
                times.removeAll(keepingCapacity: true)
                tracked.add(try reader.next(times: &times), of: reader.decoder.chain)
            }
            try reader.finish()
        }
        return tracked.rows.first?.ranks
    }

    private mutating func append(_ chain: Chain, of bytes: [UInt8]) throws(RankingDamage) {
        var reader = ChainReader(try chain.body(in: bytes))
        var times: [Int64] = []
        for _ in 0..<chain.ticks {
            times.removeAll(keepingCapacity: true)
            let ranking = try reader.next(times: &times)
            try checkRoom(for: ranking.places?.count ?? reader.decoder.chain.list.count, at: times[0])
            append(ranking, from: &reader, seen: times)
        }
        try reader.finish()
    }

    /// Throws an error if a ranking can't be appended.
    func checkRoom(for ids: Int, at time: Int64) throws(RankingDamage) {
        guard !isFull, hasSlots(for: ids) else { throw .impossible("more ticks than a block can contain") }
        if let last = lastSeenTime, time <= last { throw .impossible("a tick earlier than the previous one") }
    }
}
