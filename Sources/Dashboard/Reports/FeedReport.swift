import Canvas
import History
import Market
import TimeSeries

/// How each source is doing, as the Feeds page, the text, JSON and CSV show it.
struct FeedReport: Sendable {
    /// Those that pass the filter, in the order in which they were given.
    let feeds: [FeedHealth]
    /// How many there are, whatever the filter.
    let all: Int
    private let stale: Int
    private let ledger: LedgerSnapshot
    let now: Timestamp
    private let zone: Zone

    init(_ ledger: LedgerSnapshot, now: Timestamp, filter: String = "", sort: Sort? = nil, zone: Zone = .utc) {
        self.ledger = ledger
        self.now = now
        self.zone = zone
        all = ledger.feeds.count
        stale = ledger.feeds.count { $0.isStale(at: now) }
        let wanted = Filter(filter)
        let found = ledger.feeds.filter { wanted.isEmpty || wanted.passes(FilterRow([$0.source, $0.error, $0.note])) }
        feeds = sort.map { Self.sorted(found, by: $0, now: now) } ?? found
    }

    private static func sorted(_ feeds: [FeedHealth], by sort: Sort, now: Timestamp) -> [FeedHealth] {
        switch sort.column {
        case .source: sort.sorted(feeds) { $0.source }
        case .age: sort.sorted(feeds) { $0.newestData }
        case .next: sort.sorted(feeds) { $0.nextAttempt }
        // The worst first.
        default: sort.sorted(feeds) { $0.error != nil ? 0 : $0.isStale(at: now) ? 1 : $0.note != nil ? 2 : 3 }
        }
    }

    /// "12 feeds, 1 stale".
    var title: String { Figures.count(all, "feed") + (stale > 0 ? ", \(stale) stale" : "") }

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
            rows: feeds.map { words(of: $0, theme: theme) }
        )
    }

    private func words(of feed: FeedHealth, theme: Theme) -> [Piece] {
        let isStale = feed.isStale(at: now)
        let (state, style) = state(of: feed, theme: theme)
        return [
            Piece(Self.short(feed.source), theme.heading),
            Piece(feed.newestData.map(ago) ?? "none yet", isStale ? theme.stale : theme.text),
            Piece(feed.lastAttempt.map(ago) ?? "·", theme.text),
            Piece(next(of: feed), theme.text),
            Piece(feed.places.map { Figures.grouped($0) } ?? "·", theme.faint),
            Piece(feed.bytes.map { Figures.grouped(($0 + 500) / 1000) } ?? "·", theme.faint),
            Piece(feed.latency.map { Figures.grouped($0) } ?? "·", theme.faint),
            Piece(state, style),
        ]
    }

    /// An error without the name of the feed, beside which it stands.
    private static func words(_ error: String, of feed: FeedHealth) -> String {
        [": ", ", "].contains { error.hasPrefix(feed.source + $0) }
            ? String(error.dropFirst(feed.source.count + 2)) : error
    }

    /// Without what all addresses begin with, where room is dear.
    private static func short(_ source: String) -> String {
        source.hasPrefix("https://") ? String(source.dropFirst(8)) : source
    }

    /// What is to be said of a feed in a few words; the worst first.
    private func state(of feed: FeedHealth, theme: Theme) -> (String, Style) {
        if let error = feed.error { return ("✗ \(Self.words(error, of: feed))", theme.stale) }
        if let since = feed.frozenSince { return ("frozen since \(Dates.instant(since, in: zone))", theme.stale) }
        if let reason = feed.waitReason { return ("waits: \(reason)", theme.stale) }
        if feed.awaitsAgreement, let aside = feed.keptAside.last { return ("? \(aside.reason)", theme.stale) }
        if feed.unreadable > 0 { return ("✗ \(Figures.count(feed.unreadable, "file")) cannot be read", theme.stale) }
        if let note = feed.note { return (note, theme.sum) }
        if !feed.isFollowed { return ("not looked at here", theme.faint) }
        return feed.lastSuccess == nil ? ("waits for its first look", theme.faint) : ("✓", theme.faint)
    }

    private func ago(_ instant: Timestamp) -> String {
        let age = now - instant
        return age < 60 ? "just now" : "\(Dates.age(age)) ago"
    }

    private func next(of feed: FeedHealth) -> String {
        guard feed.isFollowed else { return "·" }
        guard let next = feed.nextAttempt else { return feed.interval == nil ? "on change" : "·" }
        // The minute is what is drawn anew, unless polls come within one.
        let least: Int64 = (feed.interval ?? .max) < 60 ? 1 : 60
        return next - now < least ? "now" : "in \(Dates.age(next - now))"
    }

    /// Everything there is to say of a feed, in sentences.
    func details(of feed: FeedHealth, theme: Theme) -> [Piece] {
        var lines = [Piece(feed.source, theme.heading)]
        if let error = feed.error { lines.append(Piece("✗ \(Self.words(error, of: feed))", theme.stale)) }
        if let success = feed.lastSuccess {
            lines.append(Piece("last read \(Dates.instant(success, in: zone))", theme.text))
        }
        if let next = feed.nextAttempt {
            let reason = feed.waitReason.map { ", because \($0)" } ?? ""
            let verb = feed.error == nil ? "looks again" : "tries again"
            lines.append(Piece("\(verb) \(Dates.instant(next, in: zone))\(reason)", theme.text))
        }
        if let newest = feed.newestData {
            lines.append(Piece("newest data \(Dates.instant(newest, in: zone))", theme.text))
        }
        if let since = feed.frozenSince {
            lines.append(
                Piece("its own stamp stands at \(Dates.instant(since, in: zone)): old data, told anew", theme.stale)
            )
        }
        if let note = feed.note { lines.append(Piece(note, theme.sum)) }
        if let first = feed.firstUnreadable {
            lines.append(Piece("✗ \(Figures.count(feed.unreadable, "file")) cannot be read: \(first)", theme.stale))
        }
        if feed.keptAsideCount > 0 {
            lines.append(
                Piece("\(Figures.count(feed.keptAsideCount, "list")) kept aside in this run", theme.stale)
            )
        }
        for aside in feed.keptAside.reversed() {
            lines.append(
                Piece("? \(Dates.instant(aside.at, in: zone)) \(aside.chart.shortTitle): \(aside.reason)", theme.text)
            )
        }
        return lines
    }

    /// "150 charts, 25,200 lists, 3.2 MB of memory".
    var storeSentence: String {
        let lists = ledger.rankings.values.reduce(0) { $0 + $1.count }
        let memory = Figures.short(Double(ledger.rankingBytes))
        return
            "store: \(Figures.count(ledger.rankings.count, "chart")), \(Figures.count(lists, "list")), \(memory)B of memory"
    }
}
