import History
import Market
import TimeSeries

/// Functions for snapshots that contain the ranks of some apps only, next to other snapshots of the same chart.
enum PartialSnapshot {
    /// The time in seconds around a snapshot of the whole chart in which ranks from elsewhere aren't stored.
    static let coveredTime: Int64 = 2 * 3600

    /// Returns whether there is a snapshot of the whole chart around the time of a partial one. The whole chart says more,
    /// and a partial snapshot between two whole ones would hide the ranks of all other apps.
    ///
    /// - Complexity: O(log snapshots).
    static func isCovered(_ snapshot: ChartSnapshot, by ledger: LedgerSnapshot) -> Bool {
        guard let series = ledger.rankings[snapshot.chart] else { return false }
        let time = snapshot.observedAt.seconds
        if let before = series.tick(asOf: time), !before.isPartial, time - before.seenUntil <= coveredTime {
            return true
        }
        guard let next = series.start(after: time), next - time <= coveredTime, let after = series.tick(asOf: next)
        else {
            return false
        }
        return !after.isPartial
    }

    /// Returns a partial snapshot with the ranks of other apps that are known at the same time.
    ///
    /// - Complexity: O(entries + log snapshots).
    static func merged(_ snapshot: ChartSnapshot, with ledger: LedgerSnapshot) -> ChartSnapshot {
        let time = snapshot.observedAt
        guard let series = ledger.rankings[snapshot.chart], let position = series.index(asOf: time.seconds),
            series.tick(at: position).isPartial,
            series.times(ofSnapshotAt: position).contains(time.seconds),
            let known = ledger.ranking(of: snapshot.chart, asOf: time)
        else { return snapshot }
        let (apps, ranks) = (Set(snapshot.entries.map(\.app)), Set(snapshot.entries.map(\.rank)))
        let others = known.entries.filter { !apps.contains($0.app) && !ranks.contains($0.rank) }
        var merged = snapshot
        merged.entries = (snapshot.entries + others.map { RankEntry(rank: $0.rank, app: $0.app) })
            .sorted { $0.rank < $1.rank }
        return merged
    }
}
