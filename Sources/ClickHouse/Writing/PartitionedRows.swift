import TimeSeries

/// Rows of a table that is partitioned by month, divided into insertions with a limited number of months. Servers
/// reject insertions into more than 100 partitions.
struct PartitionedRows {
    var writer = RowBinaryWriter()
    private var months: Set<UInt32> = []
    private var complete: [[UInt8]] = []

    private static let limit = 80
    /// A number of seconds that is shorter than any month, so that there are at least as many periods as months.
    private static let seconds: UInt32 = 28 * 86_400

    /// Begins a new insertion if the next rows would exceed the limit.
    ///
    /// - Parameter times: The times of the next rows, in at most 80 periods of 28 days.
    mutating func prepare(for times: [UInt32]) {
        let added = Set(times.map { $0 / Self.seconds })
        if !added.isSubset(of: months), months.union(added).count > Self.limit {
            complete.append(writer.bytes)
            (writer, months) = (RowBinaryWriter(), [])
        }
        months.formUnion(added)
    }

    /// The rows of each insertion.
    var finished: [[UInt8]] { (complete + [writer.bytes]).filter { !$0.isEmpty } }

    /// Divides rankings into parts that begin in at most 80 periods of 28 days.
    static func parts(of frames: [RankingFrame]) -> [ArraySlice<RankingFrame>] {
        var parts: [ArraySlice<RankingFrame>] = []
        var (start, periods) = (0, Set<Int64>())
        for (index, frame) in frames.enumerated() {
            periods.insert((frame.seenTimes.first ?? 0) / Int64(seconds))
            guard periods.count > limit else { continue }
            parts.append(frames[start..<index])
            (start, periods) = (index, [(frame.seenTimes.first ?? 0) / Int64(seconds)])
        }
        return parts + [frames[start...]]
    }
}
