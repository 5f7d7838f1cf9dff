import Canvas
import Growth
import History
import Market
import TimeSeries

/// A report of the changes between two instants: entries, exits, gains and losses of rank, milestones reached, and
/// failing sources.
struct ChangesReport {
    private let ledger: LedgerSnapshot
    private let start: Timestamp
    private let end: Timestamp
    private let zone: TimeZoneTable
    /// The chart listed first.
    private let first: Chart?

    /// The maximum number of names per line.
    private static let nameLimit = 8
    /// The maximum number of charts listed; the rest are only counted.
    private static let chartLimit = 40

    init(in ledger: LedgerSnapshot, from start: Timestamp, to end: Timestamp, zone: TimeZoneTable, first: Chart?) {
        self.ledger = ledger
        self.start = start
        self.end = end
        self.zone = zone
        self.first = first
    }

    /// Returns the report as lines no wider than `width` columns.
    func lines(theme: Theme, width: Int) -> [StyledText] {
        unwrappedLines(theme: theme).flatMap { line in
            line.text.isEmpty
                ? [line] : TextWrapping.lines(line.text, width: width).map { StyledText($0, line.style) }
        }
    }

    private func unwrappedLines(theme: Theme) -> [StyledText] {
        let span =
            "\(TimeFormat.instant(start, in: zone)) to \(TimeFormat.instant(end, in: zone)) (\(TimeFormat.age(end - start)))"
        var lines = [StyledText("Changes, \(span)", theme.heading)]
        lines += sourceLines(theme: theme) + milestoneLines(theme: theme)
        let charts = ledger.charts.sorted { ($0 == first ? 0 : 1, $0) < ($1 == first ? 0 : 1, $1) }
        let changed = charts.prefix(Self.chartLimit).map { self.lines(of: $0, theme: theme) }.filter { !$0.isEmpty }
        lines += changed.flatMap { $0 }
        if charts.count > Self.chartLimit {
            lines.append(StyledText("\(charts.count - Self.chartLimit) more charts not shown", theme.faint))
        }
        if lines.count == 1 { lines.append(StyledText("No changes", theme.text)) }
        return lines
    }

    private func lines(of chart: Chart, theme: Theme) -> [StyledText] {
        guard let movers = ledger.rankings[chart]?.movers(from: start.seconds, to: end.seconds), !movers.isEmpty else {
            return []
        }
        func names(_ moves: [RankMovers.Move], _ text: (RankMovers.Move) -> String) -> String {
            let named = moves.prefix(Self.nameLimit).map { move in
                let app = ledger.registry.app(move.id)
                return "\(ledger.name(of: app, in: chart.storefront, asOf: end)) \(text(move))"
            }
            let rest = moves.count - named.count
            return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        }
        var lines = [StyledText(""), StyledText(chart.title, theme.heading)]
        func append(_ label: String, _ moves: [RankMovers.Move], _ style: Style, _ text: (RankMovers.Move) -> String) {
            guard !moves.isEmpty else { return }
            lines.append(StyledText("\(label): \(names(moves, text))", style))
        }
        func record(_ move: RankMovers.Move) -> RankRecord? {
            ledger.rankRecord(of: ledger.registry.app(move.id), in: chart, asOf: end)
        }
        let isBack = movers.entries.map { (record($0)?.firstSeen ?? .max) <= start.seconds }
        let entries = zip(movers.entries, isBack)
        append("new", entries.filter { !$1 }.map(\.0), theme.new) { "#\($0.to ?? 0)" }
        append("back", entries.filter { $1 }.map(\.0), theme.new) { "#\($0.to ?? 0)" }
        append("dropped out", movers.exits, theme.loss) { "last #\(record($0)?.last ?? $0.from ?? 0)" }
        append("up", movers.risers, theme.gain) { "▲\($0.ranks) to #\($0.to ?? 0)" }
        append("down", movers.fallers, theme.loss) { "▼\(-$0.ranks) to #\($0.to ?? 0)" }
        return lines
    }

    private func milestoneLines(theme: Theme) -> [StyledText] {
        let apps = ledger.watchlist.union(ledger.launches.map(\.app)).sorted { $0.text < $1.text }
        let reached = apps.compactMap { AppReport(of: $0, in: ledger, asOf: end, zone: zone) }.flatMap { report in
            report.milestones.filter { $0.latest > start && $0.latest <= end }.map { milestone in
                let cells = report.cells(of: milestone, theme: theme)
                return StyledText(
                    "\(cells[0].text) \(report.name) \(cells[1].text)  \(cells[2].text)  \(cells[3].text)",
                    cells[1].style
                )
            }
        }
        return reached.isEmpty ? [] : [StyledText(""), StyledText("Milestones", theme.heading)] + reached
    }

    private func sourceLines(theme: Theme) -> [StyledText] {
        let failing = ledger.sources.filter { $0.isStale(at: end) }
        guard !failing.isEmpty else { return [] }
        return [StyledText(""), StyledText("Sources", theme.heading)]
            + failing.map { source in
                let condition = source.condition(at: end)?.rawValue ?? ""
                return StyledText(
                    source.error.map { "\(Symbol.failed) \($0)" } ?? "\(source.source): \(condition)",
                    theme.stale
                )
            }
    }
}

extension DashboardState {
    /// The changes since the user last read this report or, if never, since the start of the timeline.
    var changesReport: ChangesReport {
        let bounds = route.playhead.bounds
        let since = userState.readUntil.map { bounds.clamped($0) } ?? bounds.start
        let start = since < instant ? since : bounds.start
        return ChangesReport(in: ledger, from: start, to: instant, zone: zone, first: route.chart)
    }
}
