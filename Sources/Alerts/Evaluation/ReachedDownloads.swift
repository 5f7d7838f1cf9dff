import History
import Market
import TimeSeries

/// The days by which the download counters of some apps reached a number of downloads. They are computed again only if
/// counts or apps have changed, because the counts of each app may have to be read from an archive.
struct ReachedDownloads: Sendable {
    /// The counters, each with the day, as a day number; `nil` if the counter hasn't reached the number of downloads.
    private(set) var days: [(counter: Counter, day: Int?)] = []
    private var version: CounterTable.Version?
    private var apps: Set<AppID> = []

    /// Computes the days again if necessary.
    ///
    /// - Parameters:
    ///   - minimum: The number of downloads, always the same.
    ///   - isWanted: A closure that returns whether to include an app.
    /// - Complexity: O(apps with counts); if counts or apps have changed, O(counts of the apps).
    mutating func update(with ledger: LedgerSnapshot, minimum: Int64, where isWanted: (AppID) -> Bool) {
        let wanted = ledger.counters.apps(counting: .downloads).filter(isWanted)
        guard version !== ledger.counters.version || apps != wanted else { return }
        (version, apps) = (ledger.counters.version, wanted)
        days = wanted.flatMap { app in
            ledger.counters[app].filter { $0.key.metric == .downloads }
                .map { (counter: $0.key, day: $0.value.day(reaching: minimum)) }
        }
    }
}

extension CounterSeries {
    /// Returns the day by which the total reached `minimum`, as a day number; `nil` if it hasn't.
    func day(reaching minimum: Int64) -> Int? {
        let resolution = resolution
        guard let total = resolution.total, total.value.lowerBound >= minimum else { return nil }
        var sum: Int64 = 0
        var last = Int.min
        for segment in resolution.segments {
            sum = sum.addingClamped(segment.value)
            last = max(last, segment.lastDay)
            if sum >= minimum { return last }
        }
        return total.lastDay
    }
}
