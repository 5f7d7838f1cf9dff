/// The ranks of one id over neighbouring ticks of one block.
struct RankRun {
    /// Those of the whole block.
    let sightings: TickTimes
    /// By column of the block: whether the tick says nothing of the ids that it does not place.
    let partial: [Bool]
    let columns: Range<Int>
    /// From the first of the columns on; 0 where the id is absent.
    let ranks: RankMatrix.Row

    /// The rank in a column of the block, 0 where the id is absent.
    func rank(_ column: Int) -> UInt16 { ranks[column - columns.lowerBound] }
}

extension RankingSeries {
    /// Calls `body` with what each block says of `id` in the ticks of these positions, by time, until it returns `false`.
    /// Blocks whose ranks cannot be read are passed over.
    ///
    /// - Parameter isPresent: whether blocks that do not list the id at all are passed over, too.
    func forEachStretch(
        of id: UInt32,
        in positions: ClosedRange<Int>,
        whereListed isPresent: Bool,
        _ body: (RankRun) -> Bool
    ) {
        let parts = parts(positions)
        // A block that is taken out of the array is copied, arrays and all; of one that is pointed at, only what is asked for.
        blocks.withUnsafeBufferPointer { blocks in
            for (index, columns) in parts {
                guard let stretch = blocks[index].stretch(of: id, in: columns, whereListed: isPresent) else { continue }
                guard body(stretch) else { return }
            }
        }
    }

    /// The median time from the last sighting of one tick to the first of the next, over the last 64 ticks up to `time`.
    ///
    /// - Returns: `nil` where there are fewer than two.
    public func usualDistance(upTo time: Int64) -> Int64? {
        guard let last = index(asOf: time), last > 0 else { return nil }
        var distances: [Int64] = []
        distances.reserveCapacity(63)
        var previous: Int64?
        for (index, columns) in parts(max(0, last - 63)...last) {
            let sightings = blocks[index].sightings
            for column in columns {
                if let previous { distances.append(sightings.first(column) - previous) }
                previous = sightings.last(column, limit: time)
            }
        }
        distances.sort()
        return distances[distances.count / 2]
    }
}
