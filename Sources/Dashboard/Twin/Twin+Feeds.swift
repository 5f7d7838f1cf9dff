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
        let report = FeedReport(ledger, now: now, zone: format.zone(zone))
        switch format {
        case .text:
            let details = report.feeds.flatMap { feed in [""] + report.details(of: feed, theme: .mono).map(\.text) }
            let lines = report.content(theme: .mono).lines + details + ["", report.storeSentence]
            return lines.map { DisplayText($0).text }.joined(separator: "\n")
        case .json: return JSONText.list(report.feeds.map { json($0, at: now) }).line
        case .csv:
            let header = ["source", "newestData", "lastAttempt", "lastSuccess", "nextAttempt", "stale", "error"]
            return ([header] + report.feeds.map { csvRow($0, at: now) }).map(CSVText.line).joined(separator: "\n")
        }
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
