/// What the looks at a ranking within one stretch of time say of an id.
///
/// Least, greatest and last value of every column are all that a plot of so many columns can show (U. Jugel et al., M4:
/// A Visualization-Oriented Time Series Data Aggregation, VLDB 2014).
public struct RankBucket: Hashable, Sendable {
    /// The best rank; `nil` where the id was on no list of this time.
    public var best: UInt16?
    /// The worst rank while it was listed.
    public var worst: UInt16?
    /// The rank at the end; `nil` where the id was off the list by then.
    public var last: UInt16?

    init(_ rank: UInt16?) { (best, worst, last) = (rank, rank, rank) }

    mutating func add(_ rank: UInt16?) {
        last = rank
        guard let rank else { return }
        best = min(best ?? rank, rank)
        worst = max(worst ?? rank, rank)
    }
}

extension RankingSeries {
    /// The ranks of `id`, by stretches of `width` seconds that are the same whatever the range: stretch n is from
    /// n · `width` to before (n + 1) · `width`. So nothing jumps while a plot is scrolled.
    ///
    /// A list counts in every stretch in which it was in force: from when it was seen first to when it was seen last.
    ///
    /// - Parameter stretches: numbers of the stretches that are wanted.
    /// - Returns: one for each stretch, `nil` where nobody looked.
    /// - Precondition: `width` is at least 1.
    /// - Complexity: O(stretches + ticks in them).
    public func buckets(of id: UInt32, width: Int64, stretches: Range<Int64>) -> [RankBucket?] {
        precondition(width > 0, "stretches of time of \(width) seconds")
        var buckets = [RankBucket?](repeating: nil, count: stretches.count)
        let start = stretches.lowerBound.multipliedReportingOverflow(by: width)
        let end = stretches.upperBound.multipliedReportingOverflow(by: width)
        precondition(!start.overflow && !end.overflow, "stretches beyond the end of time")
        guard !stretches.isEmpty, let last = index(asOf: end.partialValue - 1) else { return buckets }
        let first = index(asOf: start.partialValue) ?? 0
        // The end of the stretch that is being filled, so that most ticks need no division.
        var (bucket, limit) = (0, start.partialValue + width)
        forEachRank(of: id, in: first...last) { block, column, rank in
            let (seen, seenLast) = block.sightings.ends(column)
            guard seenLast >= start.partialValue else { return }
            while seen >= limit { (bucket, limit) = (bucket + 1, limit + width) }
            buckets[bucket] = buckets[bucket].adding(rank)
            while seenLast >= limit, bucket + 1 < buckets.count {
                (bucket, limit) = (bucket + 1, limit + width)
                buckets[bucket] = buckets[bucket].adding(rank)
            }
        }
        return buckets
    }
}

extension RankBucket? {
    fileprivate func adding(_ rank: UInt16?) -> RankBucket {
        guard var bucket = self else { return RankBucket(rank) }
        bucket.add(rank)
        return bucket
    }
}
