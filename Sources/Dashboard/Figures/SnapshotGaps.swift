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
        for index in times.indices {
            let next = index + 1 < times.count ? times[index + 1] : end
            let period = next - times[index]
            guard period > Self.minimum else { continue }
            let sides = [
                Self.isLong(period, comparedTo: times[max(0, index - Self.reach)...index]),
                Self.isLong(period, comparedTo: times[min(index + 1, times.count)...].prefix(Self.reach + 1)),
            ]
            let known = sides.compactMap { $0 }
            if known.isEmpty ? period > longestHold : known.allSatisfy(\.self) { periods.append(times[index]..<next) }
        }
    }

    /// Returns whether a period is more than 2.5 times the median interval between the given snapshots; `nil` if there
    /// are too few snapshots.
    private static func isLong(_ period: Int64, comparedTo times: ArraySlice<Int64>) -> Bool? {
        let count = times.count - 1
        guard count >= minimumReach else { return nil }
        let shorter = zip(times, times.dropFirst()).count { ($1 - $0) * 5 / 2 < period }
        return 2 * shorter > count
    }
}
