import Canvas
import History
import Market

extension SourceReport {
    /// Returns the details of a source after its name, one line each.
    func details(of source: SourceHealth) -> [RoleText] {
        var lines: [RoleText] = []
        if let error = source.errorWithoutName {
            lines.append(RoleText("\(Symbol.failed) failing: \(error)", .stale))
        }
        if let success = source.lastSuccess {
            lines.append(RoleText("last success: \(time(success, of: source))", .text))
        }
        if let next = source.nextAttempt {
            let reason = source.waitReason.map { " (\($0))" } ?? ""
            let label = source.error == nil ? "next poll" : "next retry"
            lines.append(RoleText("\(label): \(time(next, of: source))\(reason)", .text))
        }
        if let newest = source.newestData {
            lines.append(RoleText("newest data: \(TimeFormat.instant(newest, in: zone))", .text))
        }
        if let since = source.frozenSince {
            lines.append(
                RoleText(
                    "frozen: \"updated\" unchanged since \(TimeFormat.instant(since, in: zone))",
                    .stale
                )
            )
        }
        if let note = source.note { lines.append(RoleText(note, .stale)) }
        if let first = source.firstUnreadable {
            lines.append(
                RoleText(
                    "\(Symbol.failed) \(NumberFormat.count(source.unreadable, "unreadable file")): \(first)",
                    .stale
                )
            )
        }
        if source.quarantinedCount > 0 {
            lines.append(
                RoleText(
                    "\(NumberFormat.count(source.quarantinedCount, "snapshot")) quarantined in this run",
                    .stale
                )
            )
        }
        for snapshot in source.quarantined.reversed() {
            lines.append(
                RoleText(
                    "quarantined: \(TimeFormat.instant(snapshot.at, in: zone)), \(snapshot.chart.shortTitle): \(snapshot.reason)",
                    .text
                )
            )
        }
        return lines
    }
}

extension SourceReport {
    /// Returns a time as text, with seconds if the source is polled more often than every five minutes.
    private func time(_ time: Timestamp, of source: SourceHealth) -> String {
        guard let interval = source.interval, interval < 300 else { return TimeFormat.instant(time, in: zone) }
        let day = TimeFormat.long(zone.local(time).day)
        return "\(day), \(TimeFormat.clockWithSeconds(time, in: zone)) \(zone.abbreviation(at: time))"
    }
}

extension SourceReport: PlainReport {
    func exportedRows(as format: ExportFormat) -> ExportedRows { ExportedRows(rows.count, of: all) }

    var json: JSONText { jsonRows }

    var text: String {
        let details = rows.flatMap { source in ["", source.source] + self.details(of: source).map(\.text) }
        let lines = content(theme: .mono).lines + details + ["", storeText]
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }
}
