/// The ranks of one id over consecutive ticks of one block.
struct RankRun {
    /// The position of the block's first tick in the series.
    let first: Int
    /// The times of all ticks of the block.
    let seenTimes: TickTimes
    /// Whether each tick is partial, by column of the block.
    let partial: [Bool]
    let columns: Range<Int>
    /// The rank in each of `columns`, in order; 0 if the id is absent.
    let ranks: RankRow

    /// Returns the rank in a column of the block, 0 if the id is absent.
    func rank(_ column: Int) -> UInt16 { ranks[column - columns.lowerBound] }
}

extension RankingSeries {
    /// Calls `body` with each block's information about `id` in the ticks at these positions, in order of time, until
    /// it returns `false`. Skips blocks whose ranks can't be read.
    ///
    /// - Parameter isPresent: Whether to skip blocks that don't list the id at all.
    func forEachStretch(
        of id: UInt32,
        in positions: ClosedRange<Int>,
        whereListed isPresent: Bool,
        _ body: (RankRun) -> Bool
    ) {
        for (index, columns) in parts(positions) {
            guard !isPresent || withBlock(index, { $0.mentions(id) }) else { continue }
            let stretch = withTicks(of: index) { block in
                block.stretch(of: id, in: columns, whereListed: isPresent, first: firsts[index])
            }
            guard let stretch else { continue }
            guard body(stretch) else { return }
        }
    }

    /// The time without ticks, in seconds, after which a series is considered to start anew: 21 days. Such a gap
    /// separates, for example, imported history from the first poll months later. Ranks on both sides aren't compared.
    public static let longestGap: Int64 = 21 * 86_400

    /// Returns the period around a time in which no two consecutive ticks are more than `limit` seconds apart.
    ///
    /// - Returns: The first time of its first tick, and the last time of its last tick; `nil` if there are no ticks. In a
    ///   gap, this is the period before the gap.
    /// - Complexity: O(ticks).
    public func contiguousPeriod(
        around time: Int64,
        longestGap limit: Int64 = longestGap
    ) -> ClosedRange<Int64>? {
        guard count > 0 else { return nil }
        var (start, previous): (Int64?, Int64?)
        for (index, columns) in parts(0...count - 1) {
            let seenTimes = withTicks(of: index) { $0.seenTimes }
            for column in columns {
                let first = seenTimes.first(column)
                if let previous, first - previous > limit {
                    if first > time { return start.map { $0...previous } }
                    start = first
                }
                start = start ?? first
                previous = seenTimes.last(column)
            }
        }
        return start.flatMap { start in previous.map { start...max(start, $0) } }
    }

    /// Returns the median number of seconds between the last time of one tick and the first time of the next, over the
    /// last 64 ticks up to `time`.
    ///
    /// - Returns: The median; `nil` if there are fewer than two ticks.
    public func usualDistance(upTo time: Int64) -> Int64? {
        guard let last = index(asOf: time), last > 0 else { return nil }
        var distances: [Int64] = []
        distances.reserveCapacity(63)
        var previous: Int64?
        for (index, columns) in parts(max(0, last - 63)...last) {
            let seenTimes = withTicks(of: index) { $0.seenTimes }
            for column in columns {
                if let previous { distances.append(seenTimes.first(column) - previous) }
                previous = seenTimes.last(column, limit: time)
            }
        }
        distances.sort()
        return distances[distances.count / 2]
    }
}
