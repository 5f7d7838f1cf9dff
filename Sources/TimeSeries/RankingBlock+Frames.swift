extension RankingBlock {
    /// Returns the ticks in `columns` as a separate block, without ids that occur only in other ticks.
    func part(_ columns: Range<Int>) -> RankingBlock {
        var part = RankingBlock()
        let unpacked = unpacked
        for column in columns { part.append(unpacked.frame(column)) }
        return part
    }

    /// Returns one tick in the form used for encoding. The block must not be packed.
    func frame(_ column: Int) -> RankingFrame {
        RankingFrame(
            seenTimes: Array(seenTimes.all(column)),
            isPartial: partial[column] || !isReadable,
            entries: entries(column)
        )
    }

    /// Appends a tick.
    ///
    /// - Precondition: The block isn't full, and the tick is later than all others.
    mutating func append(_ frame: RankingFrame) {
        insert(frame.entries, seen: frame.seenTimes, isPartial: frame.isPartial, column: count)
    }
}
