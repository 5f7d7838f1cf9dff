import Archive
import Foundation
import History

extension Collector {
    /// Returns when the collector isn't busy, so that a caller can tell whether it is stuck.
    func waitForTurn() {}

    /// The figures as of now.
    var metrics: CollectorMetrics {
        var metrics = CollectorMetrics(ledger: ledger.snapshot, now: clock.now())
        metrics.counts = pollCounts
        metrics.queued = pending.reduce(0) { $0 + $1.snapshots.count }
        metrics.dropped = droppedCount
        metrics.archiveProblem = archiveHealth?.error
        metrics.replication = replication
        if let path = archive?.path { metrics.archiveSize = Self.size(of: path) }
        return metrics
    }

    /// Returns the size of an archive in bytes, with its write-ahead log.
    private static func size(of archive: String) -> Int64 {
        [archive, archive + "-wal"].reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            return sum + ((attributes?[.size] as? NSNumber)?.int64Value ?? 0)
        }
    }
}
