import Canvas
import History
import Market
import TimeSeries

/// A chart as of an instant, as the Charts page, the text, JSON and CSV show it.
struct ChartReport: Sendable {
    let table: RankTable
    /// The rows that pass the filter.
    let apps: [RankedApp]
    private let ledger: LedgerSnapshot
    private let instant: Timestamp
    private let window: Int64

    /// - Parameter window: seconds over which change is measured.
    /// - Returns: `nil` before the chart's first snapshot.
    init?(
        of chart: Chart,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        filter: String = ""
    ) {
        guard let table = ledger.rankTable(of: chart, asOf: instant, window: window) else { return nil }
        self.table = table
        self.ledger = ledger
        self.instant = instant
        self.window = window
        apps = table.apps.filter { Self.passes($0, filter: filter) }
    }

    var chart: Chart { table.ranking.chart }

    private static func passes(_ app: RankedApp, filter: String) -> Bool {
        guard !filter.isEmpty else { return true }
        let needle = filter.lowercased()
        return [app.name, app.developer, app.app.text].contains { $0?.lowercased().contains(needle) ?? false }
    }

    /// What the change column is measured against: "Δ24h", or the distance to the earlier list where that is another.
    var changeTitle: String {
        guard let comparedTo = table.comparedTo else { return "Δ" }
        let distance = table.ranking.confirmedUntil - comparedTo
        return abs(distance - window) <= window / 10 || distance == 0
            ? "Δ\(hours(window))" : "Δ\(hours(distance))"
    }

    private func hours(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m"
        case ...(72 * 3600): "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// The table's words for the rows in `range`; histories are looked up only for these.
    func content(rows range: Range<Int>, sparkColumns: Int, theme: Theme) -> TableContent {
        let depth = max(10, table.ranking.entries.last?.rank.value ?? 10)
        let rows = apps[range].map { app -> [Piece] in
            let record = ledger.rankRecord(of: app.app, in: chart, asOf: instant)
            let history = RankHistory(
                of: app.app,
                in: chart,
                ledger: ledger,
                asOf: instant,
                from: instant - 7 * 86_400
            )
            return [
                Piece("\(app.rank.value)", theme.heading),
                RankLook.change(app, theme: theme),
                Piece(app.name ?? app.app.text, theme.text),
                Piece(app.developer ?? "", theme.faint),
                Piece(history.sparkline(columns: sparkColumns, upTo: instant, depth: depth), theme.bar),
                Piece(record.map { "\($0.best)" } ?? "", theme.text),
                Piece(record.map { days(since: $0.firstSeen) } ?? "", theme.faint),
            ]
        }
        return TableContent(columns: columns(sparkColumns: sparkColumns), rows: rows)
    }

    private func columns(sparkColumns: Int) -> [TableLayout.Column] {
        [
            .init("#", least: 3, isRightAligned: true),
            .init(changeTitle, least: max(4, displayWidth(changeTitle)), isRightAligned: true),
            .init("app", least: 16, most: 48),
            .init("developer", least: 12, most: 34, priority: 3),
            .init("rank, 7 days", least: sparkColumns, priority: 2),
            .init("best", least: 4, priority: 4, isRightAligned: true),
            .init("days", least: 4, priority: 5, isRightAligned: true),
        ]
    }

    /// Days from the first sight to the last.
    private func days(since first: Int64) -> String {
        Figures.grouped((table.ranking.confirmedUntil.seconds - first) / 86_400 + 1)
    }

    /// "out: Vela Fit (was #98), …": the apps of the earlier list that are gone.
    var droppedSentence: String? {
        guard !table.dropped.isEmpty else { return nil }
        let names = table.dropped.map { "\($0.name ?? $0.app.text) (was #\($0.lastRank.value))" }
        return "out: " + names.joined(separator: ", ")
    }

    /// "100 places, seen 3 Oct 2025 14:00 UTC, unchanged until 17:00 UTC".
    var observedSentence: String {
        let ranking = table.ranking
        let count = Figures.count(ranking.entries.count, "place")
        let some = ranking.coverage == .partial ? "\(count) known of the chart" : count
        let seen = "\(some), seen \(Dates.instant(ranking.observedAt))"
        guard ranking.confirmedUntil > ranking.observedAt else { return seen }
        return "\(seen), unchanged until \(Dates.instant(ranking.confirmedUntil))"
    }
}
