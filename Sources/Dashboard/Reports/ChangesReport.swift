import Canvas
import Growth
import History
import Market
import TimeSeries

/// What changed between two instants: who came, went, climbed and fell, which milestones were reached, which feeds fail.
struct ChangesReport {
    private let ledger: LedgerSnapshot
    private let start: Timestamp
    private let end: Timestamp
    private let zone: TimeZoneTable
    /// The charts of which something is told first.
    private let first: Chart?

    /// Most names in one sentence.
    private static let nameLimit = 8
    /// Most charts that are told of; what is left out is counted.
    private static let chartLimit = 40

    init(in ledger: LedgerSnapshot, from start: Timestamp, to end: Timestamp, zone: TimeZoneTable, first: Chart?) {
        self.ledger = ledger
        self.start = start
        self.end = end
        self.zone = zone
        self.first = first
    }

    /// All that is to be said, in lines no wider than `width`.
    func lines(theme: Theme, width: Int) -> [StyledText] {
        sentences(theme: theme).flatMap { line in
            line.text.isEmpty
                ? [line] : TextWrapping.lines(line.text, width: width).map { StyledText($0, line.style) }
        }
    }

    private func sentences(theme: Theme) -> [StyledText] {
        let span =
            "\(TimeFormat.instant(start, in: zone)) to \(TimeFormat.instant(end, in: zone)), \(TimeFormat.age(end - start))"
        var lines = [StyledText("What changed: \(span)", theme.heading)]
        lines += sourceLines(theme: theme) + milestoneLines(theme: theme)
        let charts = ledger.charts.sorted { ($0 == first ? 0 : 1, $0) < ($1 == first ? 0 : 1, $1) }
        let told = charts.prefix(Self.chartLimit).map { self.lines(of: $0, theme: theme) }.filter { !$0.isEmpty }
        lines += told.flatMap { $0 }
        if charts.count > Self.chartLimit {
            lines.append(StyledText("\(charts.count - Self.chartLimit) more charts are not told of here", theme.faint))
        }
        if lines.count == 1 { lines.append(StyledText("Nothing that is known.", theme.text)) }
        return lines
    }

    private func lines(of chart: Chart, theme: Theme) -> [StyledText] {
        guard let movers = ledger.rankings[chart]?.movers(from: start.seconds, to: end.seconds), !movers.isEmpty else {
            return []
        }
        func names(_ moves: [RankMovers.Move], _ words: (RankMovers.Move) -> String) -> String {
            let named = moves.prefix(Self.nameLimit).map { move in
                let app = ledger.registry.app(move.id)
                return "\(ledger.name(of: app, in: chart.storefront, asOf: end)) \(words(move))"
            }
            let rest = moves.count - named.count
            return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        }
        var lines = [StyledText(""), StyledText(chart.title, theme.heading)]
        func tell(_ word: String, _ moves: [RankMovers.Move], _ style: Style, _ say: (RankMovers.Move) -> String) {
            guard !moves.isEmpty else { return }
            lines.append(StyledText("\(word): \(names(moves, say))", style))
        }
        tell("entered", movers.entries, theme.new) { "#\($0.to ?? 0)" }
        tell("left", movers.exits, theme.loss) { "from #\($0.from ?? 0)" }
        tell("climbed", movers.risers, theme.gain) { "▲\($0.places) to #\($0.to ?? 0)" }
        tell("fell", movers.fallers, theme.loss) { "▼\(-$0.places) to #\($0.to ?? 0)" }
        return lines
    }

    private func milestoneLines(theme: Theme) -> [StyledText] {
        let apps = ledger.watchlist.union(ledger.launches.map(\.app)).sorted { $0.text < $1.text }
        let reached = apps.compactMap { AppReport(of: $0, in: ledger, asOf: end, zone: zone) }.flatMap { report in
            report.milestones.filter { $0.latest > start && $0.latest <= end }.map { milestone in
                let words = report.words(of: milestone, theme: theme)
                return StyledText(
                    "\(words[0].text) \(report.name) \(words[1].text)  \(words[2].text)  \(words[3].text)",
                    words[1].style
                )
            }
        }
        return reached.isEmpty ? [] : [StyledText(""), StyledText("Milestones", theme.heading)] + reached
    }

    private func sourceLines(theme: Theme) -> [StyledText] {
        let failing = ledger.sources.filter { $0.isStale(at: end) }
        guard !failing.isEmpty else { return [] }
        return [StyledText(""), StyledText("Feeds", theme.heading)]
            + failing.map { StyledText("✗ \($0.error ?? "\($0.source): nothing new")", theme.stale) }
    }
}

extension DashboardState {
    /// Since what changed was read last; at first, since the beginning of what is shown.
    var changesReport: ChangesReport {
        let bounds = route.playhead.bounds
        let since = userState.readUntil.map { bounds.clamped($0) } ?? bounds.start
        let start = since < instant ? since : bounds.start
        return ChangesReport(in: ledger, from: start, to: instant, zone: zone, first: route.chart)
    }
}
