import Canvas
import History
import Market
import TimeSeries

/// The health of all sources, as shown on the Sources page and exported as text, JSON and CSV.
struct SourceReport: Sendable {
    /// The sources that match the filter, sorted or in the order given.
    let sources: [SourceHealth]
    /// The number of sources without the filter.
    let all: Int
    private let stale: Int
    private let ledger: LedgerSnapshot
    let now: Timestamp
    private let zone: TimeZoneTable

    init(_ ledger: LedgerSnapshot, now: Timestamp, filter: String = "", sort: Sort? = nil, zone: TimeZoneTable = .utc) {
        self.ledger = ledger
        self.now = now
        self.zone = zone
        all = ledger.sources.count
        stale = ledger.sources.count { $0.isStale(at: now) }
        let wanted = Filter(filter)
        let found = ledger.sources.filter {
            wanted.isEmpty || wanted.passes(FilterRow([$0.source, $0.error, $0.note]))
        }
        sources = sort.map { Self.sorted(found, by: $0, now: now) } ?? found
    }

    private static func sorted(_ sources: [SourceHealth], by sort: Sort, now: Timestamp) -> [SourceHealth] {
        switch sort.column {
        case .source: sort.sorted(sources) { $0.source }
        case .age: sort.sorted(sources) { $0.newestData }
        case .next: sort.sorted(sources) { $0.nextAttempt }
        // Worst first.
        default: sort.sorted(sources) { $0.error != nil ? 0 : $0.isStale(at: now) ? 1 : $0.note != nil ? 2 : 3 }
        }
    }

    /// "12 sources, 1 stale".
    var title: String { NumberFormat.count(all, "source") + (stale > 0 ? ", \(stale) stale" : "") }

    func content(theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("source", least: 20, most: 60),
                .init("newest data", least: 11, most: 12, isRightAligned: true),
                .init("last poll", least: 9, most: 12, priority: 3, isRightAligned: true),
                .init("next poll", least: 9, most: 12, isRightAligned: true),
                .init("entries", least: 7, priority: 4, isRightAligned: true),
                .init("kB", least: 5, priority: 6, isRightAligned: true),
                .init("ms", least: 5, priority: 5, isRightAligned: true),
                .init("status", least: 20, most: 100, priority: 2),
            ],
            rows: sources.map { cells(of: $0, theme: theme) }
        )
    }

    private func cells(of source: SourceHealth, theme: Theme) -> [StyledText] {
        let isStale = source.isStale(at: now)
        let (status, style) = status(of: source, theme: theme)
        return [
            StyledText(Self.short(source.source), theme.heading),
            StyledText(source.newestData.map(ago) ?? "no data", isStale ? theme.stale : theme.text),
            StyledText(source.lastAttempt.map(ago) ?? Sign.noData, theme.text),
            StyledText(next(of: source), theme.text),
            StyledText(source.entryCount.map { NumberFormat.grouped($0) } ?? Sign.noData, theme.faint),
            StyledText(source.bytes.map { NumberFormat.grouped(($0 + 500) / 1000) } ?? Sign.noData, theme.faint),
            StyledText(source.latency.map { NumberFormat.grouped($0) } ?? Sign.noData, theme.faint),
            StyledText(status, style),
        ]
    }

    /// Returns an error without the source's name, which is shown next to it.
    private static func text(_ error: String, of source: SourceHealth) -> String {
        [": ", ", "].contains { error.hasPrefix(source.source + $0) }
            ? String(error.dropFirst(source.source.count + 2)) : error
    }

    /// Returns a source without its scheme.
    private static func short(_ source: String) -> String {
        source.hasPrefix("https://") ? String(source.dropFirst(8)) : source
    }

    /// Returns a short status; if several apply, the worst.
    private func status(of source: SourceHealth, theme: Theme) -> (String, Style) {
        if let error = source.error { return ("\(Sign.failed) \(Self.text(error, of: source))", theme.stale) }
        if let since = source.frozenSince {
            return ("frozen since \(TimeFormat.instant(since, in: zone))", theme.stale)
        }
        if let reason = source.waitReason { return ("waiting: \(reason)", theme.stale) }
        if source.awaitsConfirmation, let snapshot = source.quarantined.last {
            return ("quarantined: \(snapshot.reason)", theme.stale)
        }
        if source.unreadable > 0 {
            return ("\(Sign.failed) \(NumberFormat.count(source.unreadable, "unreadable file"))", theme.stale)
        }
        if let note = source.note { return (note, theme.sum) }
        if !source.isFollowed { return ("not polled", theme.faint) }
        return source.lastSuccess == nil ? ("waiting for first poll", theme.faint) : (Sign.ok, theme.faint)
    }

    private func ago(_ instant: Timestamp) -> String {
        let age = now - instant
        return age < 60 ? "just now" : "\(TimeFormat.age(age)) ago"
    }

    private func next(of source: SourceHealth) -> String {
        guard source.isFollowed else { return Sign.noData }
        guard let next = source.nextAttempt else { return source.interval == nil ? "on change" : Sign.noData }
        // The display changes by the minute unless the source is polled more often.
        let least: Int64 = (source.interval ?? .max) < 60 ? 1 : 60
        return next - now < least ? "now" : "in \(TimeFormat.age(next - now))"
    }

    /// Returns the details of a source, one line each.
    func details(of source: SourceHealth, theme: Theme) -> [StyledText] {
        var lines = [StyledText(source.source, theme.heading)]
        if let error = source.error {
            lines.append(StyledText("\(Sign.failed) \(Self.text(error, of: source))", theme.stale))
        }
        if let success = source.lastSuccess {
            lines.append(StyledText("last success: \(TimeFormat.instant(success, in: zone))", theme.text))
        }
        if let next = source.nextAttempt {
            let reason = source.waitReason.map { " (\($0))" } ?? ""
            let label = source.error == nil ? "next poll" : "next retry"
            lines.append(StyledText("\(label): \(TimeFormat.instant(next, in: zone))\(reason)", theme.text))
        }
        if let newest = source.newestData {
            lines.append(StyledText("newest data: \(TimeFormat.instant(newest, in: zone))", theme.text))
        }
        if let since = source.frozenSince {
            lines.append(
                StyledText(
                    "frozen: \"updated\" unchanged since \(TimeFormat.instant(since, in: zone))",
                    theme.stale
                )
            )
        }
        if let note = source.note { lines.append(StyledText(note, theme.sum)) }
        if let first = source.firstUnreadable {
            lines.append(
                StyledText(
                    "\(Sign.failed) \(NumberFormat.count(source.unreadable, "unreadable file")): \(first)",
                    theme.stale
                )
            )
        }
        if source.quarantinedCount > 0 {
            lines.append(
                StyledText(
                    "\(NumberFormat.count(source.quarantinedCount, "snapshot")) quarantined in this run",
                    theme.stale
                )
            )
        }
        for snapshot in source.quarantined.reversed() {
            lines.append(
                StyledText(
                    "quarantined: \(TimeFormat.instant(snapshot.at, in: zone)), \(snapshot.chart.shortTitle): \(snapshot.reason)",
                    theme.text
                )
            )
        }
        return lines
    }

    /// "in memory: 150 charts, 25,200 snapshots, 3.2 MB".
    var storeText: String {
        let snapshots = ledger.rankings.values.reduce(0) { $0 + $1.count }
        return "in memory: \(NumberFormat.count(ledger.rankings.count, "chart")), "
            + "\(NumberFormat.count(snapshots, "snapshot")), \(Self.size(ledger.rankingBytes))"
    }

    /// "312 B", "64 kB", "3.2 MB".
    private static func size(_ bytes: Int) -> String {
        for (limit, unit) in [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")] where Double(bytes) >= limit {
            return "\(NumberFormat.tenths(Double(bytes) / limit)) \(unit)"
        }
        return "\(bytes) B"
    }
}
