/// The ranks of an id within one time bucket.
///
/// The minimum, maximum and last value of each column are all that a plot with that many columns can show (U. Jugel et
/// al., M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014).
public struct RankBucket: Hashable, Sendable {
    /// The best rank, or `nil` if the id wasn't ranked in this bucket.
    public var best: UInt16?
    /// The worst rank while ranked.
    public var worst: UInt16?
    /// The rank at the end, or `nil` if the id was no longer ranked.
    public var last: UInt16?
}

extension RankingSeries {
    /// Returns the ranks of `id` in buckets of `width` seconds with fixed borders: bucket n starts at n · `width` and
    /// ends before (n + 1) · `width`. So nothing jumps while a plot is scrolled.
    ///
    /// A snapshot counts in every bucket from the time it was first seen to the time it was last seen.
    ///
    /// - Parameter stretches: the numbers of the buckets.
    /// - Returns: one element per bucket, `nil` for buckets without a snapshot.
    /// - Precondition: `width` is at least 1.
    /// - Complexity: O(buckets + ticks in them).
    public func buckets(of id: UInt32, width: Int64, stretches: Range<Int64>) -> [RankBucket?] {
        precondition(width > 0, "a bucket of \(width) seconds")
        var buckets = [RankBucket?](repeating: nil, count: stretches.count)
        let start = stretches.lowerBound.multipliedReportingOverflow(by: width)
        let end = stretches.upperBound.multipliedReportingOverflow(by: width)
        precondition(!start.overflow && !end.overflow, "bucket out of range")
        guard !stretches.isEmpty, let last = index(asOf: end.partialValue - 1) else { return buckets }
        let first = index(asOf: start.partialValue) ?? 0
        var (stretch, limit) = (0, start.partialValue + width)
        // State of the current bucket. Rank 0 means not ranked; this is faster than an optional.
        var (wasSeen, best, worst, final) = (false, UInt16.max, UInt16(0), UInt16(0))
        for part in parts(first...last) {
            let wanted = blocks[part.block].stretch(of: id, in: part.columns, whereListed: false)
            guard let ranks = wanted?.ranks, let seenTimes = wanted?.seenTimes, let partial = wanted?.partial else {
                continue
            }
            let firsts = seenTimes.firsts(part.columns)
            for index in 0..<ranks.count {
                let rank = ranks[index]
                let column = part.columns.lowerBound + index
                if rank == 0, partial[column] { continue }
                let seen = firsts[firsts.startIndex + index]
                let seenLast = seenTimes.isPlain ? seen : seenTimes.last(column)
                guard seenLast >= start.partialValue else { continue }
                while true {
                    if seen < limit {
                        (wasSeen, final) = (true, rank)
                        if rank > 0 {
                            if rank < best { best = rank }
                            if rank > worst { worst = rank }
                        }
                        if seenLast < limit || stretch + 1 == buckets.count { break }
                    }
                    if wasSeen { buckets[stretch] = RankBucket(best: best, worst: worst, final: final) }
                    (wasSeen, best, worst, final) = (false, .max, 0, 0)
                    stretch += 1
                    limit += width
                }
            }
        }
        if wasSeen { buckets[stretch] = RankBucket(best: best, worst: worst, final: final) }
        return buckets
    }
}

extension RankBucket {
    /// Creates a bucket from ranks of which 0 means not ranked. If `worst` is 0, `best` is ignored.
    fileprivate init(best: UInt16, worst: UInt16, final: UInt16) {
        self.init(best: worst > 0 ? best : nil, worst: worst > 0 ? worst : nil, last: final > 0 ? final : nil)
    }
}
