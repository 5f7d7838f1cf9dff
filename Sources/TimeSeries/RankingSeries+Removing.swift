extension RankingSeries {
    /// Removes the times in `times`. A ranking that was also seen at other times keeps those; neighbors that become
    /// equal are merged.
    ///
    /// - Returns: the number of times removed.
    /// - Complexity: O(ticks of those times × ids of their blocks).
    @discardableResult
    public mutating func removeSightings(in times: ClosedRange<Int64>) -> Int {
        guard let last = index(asOf: times.upperBound) else { return 0 }
        var removed = 0
        for position in (0...last).reversed() {
            let sightings = sightings(at: position)
            guard let latest = sightings.last, latest >= times.lowerBound else { break }
            let rest = sightings.filter { !times.contains($0) }
            removed += sightings.count - rest.count
            if rest.isEmpty {
                remove(position)
                if position > 0, position < count { mergeIfEqual(position - 1) }
            } else if rest.count < sightings.count {
                setSightings(rest, at: position)
            }
        }
        return removed
    }
}

extension RankingBlock {
    /// Every time at which any ranking was seen, in order.
    public var allSightings: [Int64] { (0..<count).flatMap { sightings.all($0) } }
}
