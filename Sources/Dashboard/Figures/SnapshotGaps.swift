/// The gaps in a chart's history. A gap is a period between two snapshots that is much longer than the periods around
/// it.
///
/// The interval between snapshots may change, for example from an hour in an imported archive to a minute in polling.
/// Each period is therefore compared with the periods before and after it.
struct SnapshotGaps {
    /// The gaps in chronological order. Each is the range from the last snapshot before the gap to the next snapshot,
    /// in seconds.
    private(set) var periods: [Range<Int64>] = []

    /// The maximum number of periods on each side with which a period is compared.
    private static let reach = 8
    /// The minimum number of periods on a side. A side with fewer periods is ignored.
    private static let minimumReach = 2
    /// The length, in seconds, up to which a period is never a gap. Unchanged snapshots are recorded at most once a
    /// minute.
    private static let minimum: Int64 = 150

    /// Finds the gaps between snapshots.
    ///
    /// - Parameters:
    ///   - times: The times of the snapshots in chronological order, in seconds.
    ///   - end: The end of the period after the last snapshot, in seconds.
    ///   - longestHold: The longest period that isn't a gap if there are too few snapshots to compare with.
    /// - Complexity: O(snapshots).
    init(between times: [Int64], until end: Int64, longestHold: Int64) {
        let limit = max(Self.minimum, Self.regularLimit(of: times) ?? 0)
        for index in times.indices {
            let next = index + 1 < times.count ? times[index + 1] : end
            let period = next - times[index]
            guard period > limit else { continue }
            let before = Self.isLong(period, in: times, comparedTo: max(0, index - Self.reach)..<index)
            if before == false { continue }
            let after = Self.isLong(
                period,
                in: times,
                comparedTo: min(index + 1, times.count - 1)..<min(index + 1 + Self.reach, times.count - 1)
            )
            if after ?? before ?? (period > longestHold) { periods.append(times[index]..<next) }
        }
    }

    /// Returns 2.5 times the shortest interval between snapshots: no shorter period is a gap. Snapshots are mostly taken at
    /// regular times, so few periods have to be compared with their neighbors.
    ///
    /// - Returns: The limit in seconds; `nil` if some periods have too few snapshots on both sides to be compared with.
    private static func regularLimit(of times: [Int64]) -> Int64? {
        guard times.count > 2 * minimumReach else { return nil }
        var shortest = Int64.max
        for index in 1..<times.count { shortest = min(shortest, times[index] - times[index - 1]) }
        return shortest * 5 / 2
    }

    /// Returns whether a period is more than 2.5 times the median of the intervals that begin with the given snapshots;
    /// `nil` if there are too few of them.
    private static func isLong(_ period: Int64, in times: [Int64], comparedTo intervals: Range<Int>) -> Bool? {
        guard intervals.count >= minimumReach else { return nil }
        var shorter = 0
        for index in intervals where (times[index + 1] - times[index]) * 5 / 2 < period { shorter += 1 }
        return 2 * shorter > intervals.count
    }
}
