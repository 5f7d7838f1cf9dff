package import Collector
import Dashboard
import Formats
import Market

extension ImportSummary {
    /// The summary as text: "180 snapshots of 10 charts (17,943 entries), Feb 20, 2026, 00:00 UTC to Mar 9, 2026, 00:00
    /// UTC, from 18 documents", followed by "nothing new: the archive already had all of it" after a repeated import.
    package var text: String {
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
        let news = hasNewData || parts.isEmpty ? "" : "; nothing new: the archive already had all of it"
        return "\(contents), from \(NumberFormat.count(documents, "document"))\(news)"
    }

    /// Messages about data that wasn't imported, with advice.
    package var notices: [String] {
        var notices: [String] = []
        func were(_ number: Int) -> String { number == 1 ? "was" : "were" }
        func them(_ number: Int) -> String { number == 1 ? "it" : "them" }
        if !skipped.isEmpty { notices.append(skipped.text) }
        if quarantined > 0 {
            notices.append(
                "\(NumberFormat.count(quarantined, "snapshot")) \(were(quarantined)) quarantined: no other snapshot agreed with "
                    + "\(them(quarantined)); use --no-validate to import \(them(quarantined))"
            )
        }
        for (number, noun) in [(futureSnapshots, "snapshot"), (futureCounts, "count")] where number > 0 {
            notices.append(
                "\(NumberFormat.count(number, noun)) dated in the future \(were(number)) not imported; "
                    + "use --allow-future to import \(them(number))"
            )
        }
        if unreadable > 0 { notices.append("\(NumberFormat.count(unreadable, "document")) couldn't be read") }
        return notices
    }
}
