/// The periods without snapshots in a chart: those much longer than the periods near them.
///
/// The interval between snapshots may change, for example from hourly archives to polls every minute. So each period is
/// compared with the ones before and after it.
struct SnapshotGaps {
    /// The periods, each from the last snapshot before it to the next one, in chronological order.
    private(set) var periods: [Range<Int64>] = []

    /// The number of periods on each side that a period is compared with.
    private static let reach = 8
    /// The minimum number of periods on a side for it to count.
    private static let minimumReach = 2
    /// The shortest gap in seconds. Repeated snapshots are recorded at most once a minute.
    private static let minimum: Int64 = 150

    /// Finds the gaps between snapshots.
    ///
    /// - Parameters:
    ///   - times: The times of the snapshots in chronological order, in seconds.
    ///   - end: The end of the last period, which has no snapshot yet.
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

    /// Returns whether a period is more than 2.5 times the median distance of neighboring snapshots; `nil` if there are too
    /// few.
    private static func isLong(_ period: Int64, comparedTo times: ArraySlice<Int64>) -> Bool? {
        let count = times.count - 1
        guard count >= minimumReach else { return nil }
        let shorter = zip(times, times.dropFirst()).count { ($1 - $0) * 5 / 2 < period }
        return 2 * shorter > count
    }
}
