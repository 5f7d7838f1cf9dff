extension RankingSeries {
    /// Removes the times in a range at which rankings were seen. A ranking that was also seen at other times keeps
    /// those times. Adjacent ticks that become equal are merged.
    ///
    /// - Returns: The number of times removed.
    /// - Complexity: O(ticks · ids), for the ticks seen at those times and the ids in the ticks' blocks.
    @discardableResult
    public mutating func removeSeenTimes(in times: ClosedRange<Int64>) -> Int {
        guard let last = index(asOf: times.upperBound) else { return 0 }
        var removed = 0
        for position in (0...last).reversed() {
            let seenTimes = seenTimes(at: position)
            guard let latest = seenTimes.last, latest >= times.lowerBound else { break }
            let rest = seenTimes.filter { !times.contains($0) }
            removed += seenTimes.count - rest.count
            if rest.isEmpty {
                remove(position)
                if position > 0, position < count { mergeIfEqual(position - 1) }
            } else if rest.count < seenTimes.count {
                setSeenTimes(rest, at: position)
            }
        }
        return removed
    }
}

extension RankingBlock {
    /// Every time at which any ranking was seen, in order.
    public var allSeenTimes: [Int64] {
        let times = unpacked.seenTimes
        return (0..<count).flatMap { times.all($0) }
    }
}
