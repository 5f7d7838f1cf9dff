extension RankingSeries {
    /// Replaces all blocks with a ranking that was seen in a range of times. If the first or the last of the new
    /// rankings equals its neighbor, both become one tick.
    ///
    /// A neighbor in an evicted block isn't compared, because it would have to be read.
    ///
    /// - Parameters:
    ///   - times: A range that contains all times of the new blocks.
    ///   - new: Blocks in order of time.
    /// - Returns: The keys of the removed blocks.
    /// - Complexity: O(blocks).
    @discardableResult
    public mutating func replaceBlocks(seenIn times: ClosedRange<Int64>, with new: [RankingBlock]) -> [Int64] {
        let removed = blocks.filter { $0.isSeen(in: times) }.compactMap(\.key)
        removeBlocks { $0.isSeen(in: times) }
        for block in new { merge(block) }
        guard let first = new.first?.firstSeenTime, let last = new.last?.lastSeenTime else { return removed }
        for time in [last, first - 1] {
            guard let position = index(asOf: time), position + 1 < count,
                !blocks[locate(position).block].isEvicted, !blocks[locate(position + 1).block].isEvicted
            else { continue }
            mergeIfEqual(position)
        }
        return removed
    }

    /// Returns a range of times extended to all evicted blocks with a ranking that was seen in it, or with the ranking
    /// before it; `nil` if there are none. Rankings in an evicted block can't be changed without reading the block.
    ///
    /// - Complexity: O(blocks).
    public func evictedTimes(touching times: ClosedRange<Int64>) -> ClosedRange<Int64>? {
        let previous = index(asOf: times.lowerBound).map { locate($0).block }
        var range = times
        var isEvicted = false
        for (index, block) in blocks.enumerated() where index == previous || block.isSeen(in: times) {
            guard let first = block.firstSeenTime, let last = block.lastSeenTime else { continue }
            isEvicted = isEvicted || block.isEvicted
            range = min(range.lowerBound, first)...max(range.upperBound, last)
        }
        return isEvicted ? range : nil
    }
}

extension RankingBlock {
    /// The range from the first to the last time at which a ranking was seen; `nil` if the block is empty.
    public var seenRange: ClosedRange<Int64>? {
        guard let first = firstSeenTime, let last = lastSeenTime else { return nil }
        return first...last
    }

    fileprivate func isSeen(in times: ClosedRange<Int64>) -> Bool { seenRange?.overlaps(times) ?? false }
}
