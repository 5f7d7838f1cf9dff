/// The rules that decide which charts are sealed after a batch. Only a few charts are sealed at once, so that no batch
/// waits until all charts are sealed.
struct SealPlan {
    /// The number of records after which a chart is sealed.
    static let chartLimit = 84
    /// The number of records in the log after which charts with fewer records are sealed too.
    static let logLimit = 50_000
    /// The number of charts sealed after a small batch. Sealing a chart takes one to three milliseconds.
    static let chartsPerBatch = 12

    /// Returns the numbers of the charts to seal after a batch, those with the most records first.
    ///
    /// - Parameters:
    ///   - logged: The number of records in the log, by chart number.
    ///   - failed: The number of records of each chart whose last attempt to seal failed. Such a chart is sealed again
    ///     when its records have doubled, so that the cost of a permanently damaged page doesn't grow.
    ///   - snapshots: The number of snapshots in the batch. More charts are sealed after a large batch, so that the log
    ///     doesn't grow without limit.
    /// - Complexity: O(charts).
    static func charts(logged: [Int64: Int], failed: [Int64: Int], snapshots: Int) -> [Int64] {
        let isLogFull = logged.values.reduce(0, +) >= logLimit
        let due = logged.filter { chart, records in
            (isLogFull || records >= chartLimit) && records >= 2 * failed[chart, default: 0]
        }
        let limit = max(chartsPerBatch, snapshots / 4)
        return due.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
    }
}
