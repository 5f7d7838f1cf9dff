import Dashboard
import Formats
import Market

/// Statistics of an import.
struct ImportSummary: Hashable, Sendable {
    /// Number of documents that were read.
    var documents = 0
    /// Number of documents that couldn't be read.
    var unreadable = 0
    var skipped = SkippedFiles()
    var snapshots = 0
    /// Number of entries of all snapshots.
    var entries = 0
    var counts = 0
    /// Number of snapshots that were not imported because they are dated in the future.
    var futureSnapshots = 0
    /// Number of counts that were not imported because they are dated in the future.
    var futureCounts = 0
    /// Number of quarantined snapshots that no other snapshot agreed with.
    var quarantined = 0
    var charts: Set<Chart> = []
    var first: Timestamp?
    var last: Timestamp?

    mutating func note(_ snapshot: ChartSnapshot) {
        snapshots += 1
        entries += snapshot.entries.count
        charts.insert(snapshot.chart)
        first = min(first ?? snapshot.observedAt, snapshot.observedAt)
        last = max(last ?? snapshot.observedAt, snapshot.observedAt)
    }

    /// The summary as text: "180 snapshots of 10 charts (17,943 entries), Feb 20, 2026, 00:00 UTC to Mar 9, 2026, 00:00 UTC,
    /// from 18 documents".
    var text: String {
        var parts: [String] = []
        if let first, let last {
            let span =
                first == last
                ? TimeFormat.instant(first) : "\(TimeFormat.instant(first)) to \(TimeFormat.instant(last))"
            let charts = NumberFormat.count(charts.count, "chart")
            parts.append(
                "\(NumberFormat.count(snapshots, "snapshot")) of \(charts) (\(NumberFormat.entries(entries))), \(span)"
            )
        }
        if counts > 0 { parts.append(NumberFormat.count(counts, "count")) }
        let contents = parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
        return "\(contents), from \(NumberFormat.count(documents, "document"))"
    }
}
