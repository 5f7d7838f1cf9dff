package import Formats
package import Market

/// Statistics about an import.
package struct ImportSummary: Hashable, Sendable {
    /// Number of documents that were read.
    package var documents = 0
    /// Number of documents that couldn't be read.
    package var unreadable = 0
    package var skipped = SkippedFiles()
    package var snapshots = 0
    /// Number of entries in all snapshots.
    package var entries = 0
    package var counts = 0
    /// Number of snapshots that were not imported because they are dated in the future.
    package var futureSnapshots = 0
    /// Number of counts that were not imported because they are dated in the future.
    package var futureCounts = 0
    /// Number of quarantined snapshots that no other snapshot confirmed.
    package var quarantined = 0
    package var charts: Set<Chart> = []
    package var first: Timestamp?
    package var last: Timestamp?
    /// Whether any imported data wasn't in the archive before.
    package var hasNewData = true

    mutating func note(_ snapshot: ChartSnapshot) {
        snapshots += 1
        entries += snapshot.entries.count
        charts.insert(snapshot.chart)
        first = min(first ?? snapshot.observedAt, snapshot.observedAt)
        last = max(last ?? snapshot.observedAt, snapshot.observedAt)
    }
}
