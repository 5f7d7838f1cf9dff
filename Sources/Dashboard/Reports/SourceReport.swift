import Canvas
import History
import Market
import TimeSeries

/// How each source is doing, as the Feeds page, the text, JSON and CSV show it.
struct SourceReport: Sendable {
    /// Those that pass the filter, in the order in which they were given.
    let sources: [SourceHealth]
    /// How many there are, whatever the filter.
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
        // The worst first.
        default: sort.sorted(sources) { $0.error != nil ? 0 : $0.isStale(at: now) ? 1 : $0.note != nil ? 2 : 3 }
        }
    }

    /// "12 feeds, 1 stale".
    var title: String { NumberFormat.count(all, "feed") + (stale > 0 ? ", \(stale) stale" : "") }

    func content(theme: Theme) -> TableContent {
        TableContent(
            columns: [
                .init("feed", least: 20, most: 60),
                .init("newest data", least: 11, most: 12, isRightAligned: true),
                .init("last look", least: 9, most: 12, priority: 3, isRightAligned: true),
                .init("next look", least: 9, most: 12, isRightAligned: true),
                .init("places", least: 6, priority: 4, isRightAligned: true),
                .init("kB", least: 5, priority: 6, isRightAligned: true),
                .init("ms", least: 5, priority: 5, isRightAligned: true),
                .init("", least: 20, most: 100, priority: 2),
            ],
            rows: sources.map { words(of: $0, theme: theme) }
        )
    }

    private func words(of source: SourceHealth, theme: Theme) -> [StyledText] {
        let isStale = source.isStale(at: now)
        let (state, style) = state(of: source, theme: theme)
        return [
            StyledText(Self.short(source.source), theme.heading),
            StyledText(source.newestData.map(ago) ?? "none yet", isStale ? theme.stale : theme.text),
            StyledText(source.lastAttempt.map(ago) ?? "·", theme.text),
            StyledText(next(of: source), theme.text),
            StyledText(source.entryCount.map { NumberFormat.grouped($0) } ?? "·", theme.faint),
            StyledText(source.bytes.map { NumberFormat.grouped(($0 + 500) / 1000) } ?? "·", theme.faint),
            StyledText(source.latency.map { NumberFormat.grouped($0) } ?? "·", theme.faint),
            StyledText(state, style),
        ]
    }

    /// An error without the name of the feed, beside which it stands.
    private static func words(_ error: String, of source: SourceHealth) -> String {
        [": ", ", "].contains { error.hasPrefix(source.source + $0) }
            ? String(error.dropFirst(source.source.count + 2)) : error
    }

    /// Without what all addresses begin with, where room is dear.
    private static func short(_ source: String) -> String {
        source.hasPrefix("https://") ? String(source.dropFirst(8)) : source
    }

    /// What is to be said of a feed in a few words; the worst first.
    private func state(of source: SourceHealth, theme: Theme) -> (String, Style) {
        if let error = source.error { return ("✗ \(Self.words(error, of: source))", theme.stale) }
        if let since = source.frozenSince {
            return ("frozen since \(TimeFormat.instant(since, in: zone))", theme.stale)
        }
        if let reason = source.waitReason { return ("waits: \(reason)", theme.stale) }
        if source.awaitsConfirmation, let aside = source.quarantined.last { return ("? \(aside.reason)", theme.stale) }
        if source.unreadable > 0 {
            return ("✗ \(NumberFormat.count(source.unreadable, "file")) cannot be read", theme.stale)
        }
        if let note = source.note { return (note, theme.sum) }
        if !source.isFollowed { return ("not looked at here", theme.faint) }
        return source.lastSuccess == nil ? ("waits for its first look", theme.faint) : ("✓", theme.faint)
    }

    private func ago(_ instant: Timestamp) -> String {
        let age = now - instant
        return age < 60 ? "just now" : "\(TimeFormat.age(age)) ago"
    }

    private func next(of source: SourceHealth) -> String {
        guard source.isFollowed else { return "·" }
        guard let next = source.nextAttempt else { return source.interval == nil ? "on change" : "·" }
        // The minute is what is drawn anew, unless polls come within one.
        let least: Int64 = (source.interval ?? .max) < 60 ? 1 : 60
        return next - now < least ? "now" : "in \(TimeFormat.age(next - now))"
    }

    /// Everything there is to say of a feed, in sentences.
    func details(of source: SourceHealth, theme: Theme) -> [StyledText] {
        var lines = [StyledText(source.source, theme.heading)]
        if let error = source.error { lines.append(StyledText("✗ \(Self.words(error, of: source))", theme.stale)) }
        if let success = source.lastSuccess {
            lines.append(StyledText("last read \(TimeFormat.instant(success, in: zone))", theme.text))
        }
        if let next = source.nextAttempt {
            let reason = source.waitReason.map { ", because \($0)" } ?? ""
            let verb = source.error == nil ? "looks again" : "tries again"
            lines.append(StyledText("\(verb) \(TimeFormat.instant(next, in: zone))\(reason)", theme.text))
        }
        if let newest = source.newestData {
            lines.append(StyledText("newest data \(TimeFormat.instant(newest, in: zone))", theme.text))
        }
        if let since = source.frozenSince {
            lines.append(
                StyledText(
                    "its own stamp stands at \(TimeFormat.instant(since, in: zone)): old data, told anew",
                    theme.stale
                )
            )
        }
        if let note = source.note { lines.append(StyledText(note, theme.sum)) }
        if let first = source.firstUnreadable {
            lines.append(
                StyledText("✗ \(NumberFormat.count(source.unreadable, "file")) cannot be read: \(first)", theme.stale)
            )
        }
        if source.quarantinedCount > 0 {
            lines.append(
                StyledText("\(NumberFormat.count(source.quarantinedCount, "list")) kept aside in this run", theme.stale)
            )
        }
        for aside in source.quarantined.reversed() {
            lines.append(
                StyledText(
                    "? \(TimeFormat.instant(aside.at, in: zone)) \(aside.chart.shortTitle): \(aside.reason)",
                    theme.text
                )
            )
        }
        return lines
    }

    /// "150 charts, 25,200 lists, 3.2 MB of memory".
    var storeSentence: String {
        let lists = ledger.rankings.values.reduce(0) { $0 + $1.count }
        let memory = NumberFormat.short(Double(ledger.rankingBytes))
        return
            "store: \(NumberFormat.count(ledger.rankings.count, "chart")), \(NumberFormat.count(lists, "list")), \(memory)B of memory"
    }
}
