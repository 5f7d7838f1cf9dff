import Canvas
public import History
public import Market

extension PageExport {
    /// Exports the Sources page.
    public static func sources(
        _ ledger: LedgerSnapshot,
        asOf now: Timestamp,
        zone: TimeZoneTable = .utc,
        as format: Format
    ) -> String {
        SourceReport(ledger, now: now, zone: format.zone(zone)).exported(as: format)
    }

    fileprivate static func text(of report: SourceReport) -> String {
        let details = report.sources.flatMap { source in [""] + report.details(of: source, theme: .mono).map(\.text) }
        let lines = report.content(theme: .mono).lines + details + ["", report.storeText]
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    fileprivate static func json(of report: SourceReport) -> JSONText {
        .list(report.sources.map { json($0, at: report.now) })
    }

    /// Returns one row per source.
    fileprivate static func csv(of report: SourceReport) -> String {
        let header = ["source", "newestData", "lastAttempt", "lastSuccess", "nextAttempt", "stale", "error"]
        return ([header] + report.sources.map { csvRow($0, at: report.now) }).map(CSVText.line).joined(separator: "\n")
    }

    private static func json(_ source: SourceHealth, at now: Timestamp) -> JSONText {
        .object([
            ("source", .text(source.source)), ("followed", .bool(source.isFollowed)),
            ("interval", .of(source.interval.map { Int($0) })),
            ("newestData", .of(source.newestData)), ("lastAttempt", .of(source.lastAttempt)),
            ("lastSuccess", .of(source.lastSuccess)), ("nextAttempt", .of(source.nextAttempt)),
            ("waitReason", .of(source.waitReason)), ("stale", .bool(source.isStale(at: now))),
            ("frozenSince", .of(source.frozenSince)), ("error", .of(source.error)), ("note", .of(source.note)),
            ("unreadable", .of(source.unreadable)), ("firstUnreadable", .of(source.firstUnreadable)),
            ("keptAside", .of(source.quarantinedCount)), ("awaitsAgreement", .bool(source.awaitsConfirmation)),
            (
                "lists",
                .list(
                    source.quarantined.map {
                        .object([("at", .of($0.at)), ("chart", $0.chart.json), ("reason", .text($0.reason))])
                    }
                )
            ),
            ("milliseconds", .of(source.latency)), ("bytes", .of(source.bytes)), ("places", .of(source.entryCount)),
        ])
    }

    private static func csvRow(_ source: SourceHealth, at now: Timestamp) -> [String] {
        [
            source.source, source.newestData?.iso8601 ?? "", source.lastAttempt?.iso8601 ?? "",
            source.lastSuccess?.iso8601 ?? "", source.nextAttempt?.iso8601 ?? "",
            source.isStale(at: now) ? "true" : "false",
            source.error ?? "",
        ]
    }
}

extension SourceReport: ExportedReport {
    func exportedRows(as format: PageExport.Format) -> ExportedRows { ExportedRows(sources.count, of: all) }

    func exported(as format: PageExport.Format) -> String {
        switch format {
        case .text: PageExport.text(of: self)
        case .json: PageExport.json(of: self).line
        case .csv: PageExport.csv(of: self)
        }
    }
}
