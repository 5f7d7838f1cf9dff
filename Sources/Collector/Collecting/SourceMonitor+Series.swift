import Formats
import History
import Market

extension SourceMonitor {
    /// Takes the snapshots of series, which are partial and have their own times.
    mutating func takeSeries(
        _ reading: SourceReader.Reading,
        at now: Timestamp,
        beside ledger: LedgerSnapshot,
        into outcome: inout Outcome
    ) {
        let check = FutureCheck(now: now)
        var (rejected, known) = (0, 0)
        for snapshot in reading.charts.lazy.filter(\.hasOwnTime).map(\.snapshot) {
            guard !check.rejects(snapshot.observedAt) else {
                rejected += 1
                continue
            }
            guard !PartialSnapshot.isCovered(snapshot, by: ledger) else {
                known += 1
                continue
            }
            outcome.accepted.append(PartialSnapshot.merged(snapshot, with: ledger))
            health.newestData = max(health.newestData ?? snapshot.observedAt, snapshot.observedAt)
        }
        if rejected > 0 {
            let snapshots = NumberFormat.count(rejected, "snapshot")
            outcome.problems.append("\(health.source): \(snapshots) rejected: dated in the future")
        }
        if known > 0 {
            let snapshots = NumberFormat.count(known, "snapshot")
            outcome.problems.append("\(health.source): \(snapshots) not stored: the whole chart is known at that time")
        }
        health.entryCount = reading.charts.reduce(0) { $0 + $1.snapshot.entries.count }
        health.charts = Array(Set(reading.snapshots.map(\.chart)).sorted().prefix(SourceHealth.chartLimit))
    }
}
