import Canvas
public import History
public import Market

extension Twin {
    /// The Feeds page.
    public static func feeds(
        _ ledger: LedgerSnapshot,
        asOf now: Timestamp,
        zone: Zone = .utc,
        as format: Format
    ) -> String {
        FeedReport(ledger, now: now, zone: format.zone(zone)).exported(as: format)
    }

    fileprivate static func text(of report: FeedReport) -> String {
        let details = report.feeds.flatMap { feed in [""] + report.details(of: feed, theme: .mono).map(\.text) }
        let lines = report.content(theme: .mono).lines + details + ["", report.storeSentence]
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    fileprivate static func json(of report: FeedReport) -> JSONText {
        .list(report.feeds.map { json($0, at: report.now) })
    }

    /// One row a source.
    fileprivate static func csv(of report: FeedReport) -> String {
        let header = ["source", "newestData", "lastAttempt", "lastSuccess", "nextAttempt", "stale", "error"]
        return ([header] + report.feeds.map { csvRow($0, at: report.now) }).map(CSVText.line).joined(separator: "\n")
    }

    private static func json(_ feed: FeedHealth, at now: Timestamp) -> JSONText {
        .object([
            ("source", .text(feed.source)), ("followed", .bool(feed.isFollowed)),
            ("interval", .of(feed.interval.map { Int($0) })),
            ("newestData", .of(feed.newestData)), ("lastAttempt", .of(feed.lastAttempt)),
            ("lastSuccess", .of(feed.lastSuccess)), ("nextAttempt", .of(feed.nextAttempt)),
            ("waitReason", .of(feed.waitReason)), ("stale", .bool(feed.isStale(at: now))),
            ("frozenSince", .of(feed.frozenSince)), ("error", .of(feed.error)), ("note", .of(feed.note)),
            ("unreadable", .of(feed.unreadable)), ("firstUnreadable", .of(feed.firstUnreadable)),
            ("keptAside", .of(feed.keptAsideCount)), ("awaitsAgreement", .bool(feed.awaitsAgreement)),
            (
                "lists",
                .list(
                    feed.keptAside.map {
                        .object([("at", .of($0.at)), ("chart", $0.chart.json), ("reason", .text($0.reason))])
                    }
                )
            ),
            ("milliseconds", .of(feed.latency)), ("bytes", .of(feed.bytes)), ("places", .of(feed.places)),
        ])
    }

    private static func csvRow(_ feed: FeedHealth, at now: Timestamp) -> [String] {
        [
            feed.source, feed.newestData?.iso8601 ?? "", feed.lastAttempt?.iso8601 ?? "",
            feed.lastSuccess?.iso8601 ?? "", feed.nextAttempt?.iso8601 ?? "", feed.isStale(at: now) ? "true" : "false",
            feed.error ?? "",
        ]
    }
}

extension FeedReport: ExportedReport {
    func exportedRows(as format: Twin.Format) -> ExportedRows { ExportedRows(feeds.count, of: all) }

    func exported(as format: Twin.Format) -> String {
        switch format {
        case .text: Twin.text(of: self)
        case .json: Twin.json(of: self).line
        case .csv: Twin.csv(of: self)
        }
    }
}
