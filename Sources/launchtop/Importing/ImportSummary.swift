import Dashboard
import Ingest
import Market

/// What an import has done so far, in figures.
struct ImportSummary: Hashable, Sendable {
    /// Documents that were read.
    var files = 0
    /// Documents that could not be read.
    var unreadable = 0
    var skipped = SkippedFiles()
    var lists = 0
    var places = 0
    var counts = 0
    /// What is stamped in the future and was not imported.
    var futureLists = 0
    var futureCounts = 0
    /// Snapshots that were quarantined and that no other snapshot agreed with.
    var quarantined = 0
    var charts: Set<Chart> = []
    var first: Timestamp?
    var last: Timestamp?

    mutating func note(_ snapshot: ChartSnapshot) {
        lists += 1
        places += snapshot.entries.count
        charts.insert(snapshot.chart)
        first = min(first ?? snapshot.observedAt, snapshot.observedAt)
        last = max(last ?? snapshot.observedAt, snapshot.observedAt)
    }

    /// "180 lists of 10 charts (17,943 places), 20 Feb 2026 00:00 UTC to 9 Mar 2026 00:00 UTC, from 18 documents".
    var sentence: String {
        var parts: [String] = []
        if let first, let last {
            let span =
                first == last
                ? TimeFormat.instant(first) : "\(TimeFormat.instant(first)) to \(TimeFormat.instant(last))"
            let places = NumberFormat.count(places, "place")
            parts.append(
                "\(NumberFormat.count(lists, "list")) of \(NumberFormat.count(charts.count, "chart")) (\(places)), \(span)"
            )
        }
        if counts > 0 { parts.append(NumberFormat.count(counts, "count")) }
        let what = parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
        return "\(what), from \(NumberFormat.count(files, "document"))"
    }
}
