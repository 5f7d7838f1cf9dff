public import Market
public import TimeSeries

/// A store of counts that aren't in memory.
///
/// Reading counts is slower than reading memory but must be fast enough to draw a page. Counts that can't be read are
/// left out.
public protocol ColdCountStore: Sendable {
    /// The apps with counts, and the metrics that are counted for each of them.
    var metrics: [AppID: Set<Metric>] { get }

    /// Returns the counts of an app; `nil` if they can't be read.
    func counts(of app: AppID) -> [Counter: PackedCounterSeries]?

    /// Returns the number of the last day in any count; `nil` if there is none.
    func lastDay() -> Int?

    /// Returns the numbers of the last days of all counts, sorted.
    ///
    /// - Complexity: O(counts) for the first call.
    func lastDays() -> [Int]
}

extension Ledger {
    /// Reads counts from a store when they are needed. Counts that were added to the ledger remain, except those for
    /// the same days as a count in the store.
    ///
    /// - Parameter isComplete: Whether the store has all counts that were added to the ledger, which are then removed.
    /// - Complexity: O(counts in the store of the apps whose counts were added to the ledger); O(1) if it has all of them.
    public mutating func readCounts(from store: any ColdCountStore, isComplete: Bool = false) {
        snapshot.counters.read(from: store, isComplete: isComplete)
    }
}
