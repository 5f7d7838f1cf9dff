/// A type that reads the rankings of a chain and maps the chain's slots to those of a block.
struct ChainReader {
    private var reader: BitReader
    private(set) var decoder = RankingChainDecoder()
    /// The slots in the block, by slot in the chain.
    private(set) var slots: [UInt16] = []

    init(_ body: ArraySlice<UInt8>) { reader = BitReader(body) }

    /// Reads the next ranking and appends the times at which it was seen to `times`.
    mutating func next(times: inout [Int64]) throws(RankingDamage) -> RankingChainDecoder.Ranking {
        try decoder.readRanking(from: &reader, times: &times)
    }

    /// Continues the chain with the body of another record.
    mutating func resume(with body: ArraySlice<UInt8>) { reader.restart(with: body) }

    /// Adds the ids that are new in the chain to the slots of a block.
    mutating func addSlots(to table: inout SlotTable) {
        guard slots.count < decoder.chain.slots.count else { return }
        if table.count == 0 {
            // Every slot is the same in the block as in the chain.
            table = decoder.chain.slots
            slots = table.ids.indices.map { UInt16($0) }
        }
        while slots.count < decoder.chain.slots.count {
            slots.append(UInt16(table.insert(decoder.chain.slots.ids[slots.count])))
        }
    }

    func finish() throws(RankingDamage) {
        guard reader.isAtEnd else { throw .impossible("trailing bits") }
    }
}

/// A type that reads the rankings in records of the log, which are in one or more chains.
struct LogReader {
    /// The chain of the last record.
    var chain = ChainReader([])
    /// The last ranking.
    private(set) var ranking = RankingChainDecoder.Ranking()

    /// Reads the ranking of the next record and appends the times at which it was seen to `times`.
    ///
    /// - Throws: An error if the record is damaged. No record after it can be read.
    mutating func next(
        _ record: [UInt8],
        times: inout [Int64]
    ) throws(RankingDamage) -> RankingChainDecoder.Ranking {
        try RankingChainDecoder.check(record)
        if record[0] == 1 { chain = ChainReader(record[5...]) } else { chain.resume(with: record[5...]) }
        ranking = try chain.next(times: &times)
        try chain.finish()
        return ranking
    }
}
