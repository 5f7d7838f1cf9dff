import Canvas
import Growth
import History
import Market
import TimeSeries

/// A chart as of an instant, as the Charts page, the text, JSON and CSV show it.
struct ChartReport: Sendable {
    let table: RankTable
    /// The rows that pass the filter.
    let apps: [RankedApp]
    /// What dropped out and passes the filter.
    let dropped: [DroppedApp]
    /// What ranks imply in downloads; `nil` where no anchor counts in this chart at this instant.
    let demand: RankDemand?
    private let ledger: LedgerSnapshot
    private let instant: Timestamp
    private let window: Int64
    private let zone: Zone
    private let marked: Set<Compared>
    private let longestHold: Int64
    /// Of sparklines, by rank.
    private let heights: [Unicode.Scalar]

    /// - Parameters:
    ///   - window: seconds over which change is measured.
    ///   - sort: the order of the apps; those that dropped out follow them.
    ///   - anchors: what ties ranks to downloads, of any charts and times.
    /// - Returns: `nil` before the chart's first snapshot.
    init?(
        of chart: Chart,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        filter: String = "",
        sort: Sort? = nil,
        zone: Zone = .utc,
        marked: [Compared] = [],
        anchors: [DemandAnchor] = []
    ) {
        guard let table = ledger.rankTable(of: chart, asOf: instant, window: window) else { return nil }
        self.table = table
        self.ledger = ledger
        self.instant = instant
        self.window = window
        self.zone = zone
        self.marked = Set(marked)
        let demand = RankDemand(of: chart, anchors: anchors, asOf: instant)
        self.demand = demand?.scale == nil ? nil : demand
        longestHold = RankHistory.longestHold(of: ledger.rankings[chart], asOf: instant)
        heights = RankHistory.heights(depth: max(10, table.ranking.entries.last?.rank.value ?? 10))
        let wanted = Filter(filter)
        let passing = wanted.isEmpty ? table.apps : table.apps.filter { wanted.passes(FilterRow($0)) }
        apps = sort.map { Self.sorted(passing, by: $0, in: ledger, chart, asOf: instant) } ?? passing
        dropped = wanted.isEmpty ? table.dropped : table.dropped.filter { wanted.passes(FilterRow($0)) }
    }

    private static func sorted(
        _ apps: [RankedApp],
        by sort: Sort,
        in ledger: LedgerSnapshot,
        _ chart: Chart,
        asOf instant: Timestamp
    ) -> [RankedApp] {
        switch sort.column {
        case .name: sort.sorted(apps) { $0.name?.lowercased() }
        case .developer: sort.sorted(apps) { $0.developer?.lowercased() }
        // The greatest gain first, as who sorts by it wants to see.
        case .move: sort.sorted(apps) { $0.change.map { -$0 } }
        case .growth: sort.sorted(apps) { app in app.previousRank.map { -Double($0.value) / Double(app.rank.value) } }
        case .best: sort.sorted(apps) { ledger.rankRecord(of: $0.app, in: chart, asOf: instant)?.best }
        case .days: sort.sorted(apps) { -ledger.listedDays(of: $0.app, in: chart, asOf: instant) }
        default: sort.sorted(apps) { $0.rank.value }
        }
    }

    var chart: Chart { table.ranking.chart }

    /// What the change column is measured against: "Δ24h", or the distance to the earlier list where that is another.
    var changeTitle: String {
        guard let comparedTo = table.comparedTo else { return "Δ" }
        let distance = table.ranking.confirmedUntil - comparedTo
        return abs(distance - window) <= window / 10 || distance == 0
            ? "Δ\(Self.length(window))" : "Δ\(Self.length(distance))"
    }

    /// "24h", "7d": how far back change is measured.
    static func length(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m"
        case ...(72 * 3600): "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// Rows of the list: the apps that pass the filter, then those that dropped out and pass it.
    var rowCount: Int { apps.count + dropped.count }

    /// The row of an app.
    func row(of app: AppID) -> Int? {
        apps.firstIndex { $0.app == app } ?? dropped.firstIndex { $0.app == app }.map { apps.count + $0 }
    }

    /// The app of a row.
    func app(at row: Int) -> AppID? {
        if apps.indices.contains(row) { return apps[row].app }
        return dropped.indices.contains(row - apps.count) ? dropped[row - apps.count].app : nil
    }

    /// The table's words for all rows.
    func content(sparkColumns: Int, theme: Theme) -> TableContent {
        TableContent(
            columns: columns(sparkColumns: sparkColumns),
            rows: (0..<rowCount).map { words(row: $0, sparkColumns: sparkColumns, theme: theme) }
        )
    }

    /// The words of one row; its history is looked up for it.
    func words(row: Int, sparkColumns: Int, theme: Theme) -> [Piece] {
        row < apps.count
            ? words(of: apps[row], sparkColumns: sparkColumns, theme: theme)
            : words(of: dropped[row - apps.count], sparkColumns: sparkColumns, theme: theme)
    }

    private func words(of app: RankedApp, sparkColumns: Int, theme: Theme) -> [Piece] {
        [Piece("\(app.rank.value)", theme.heading), RankLook.change(app, theme: theme)]
            + words(of: app.app, name: app.name, developer: app.developer, sparkColumns: sparkColumns, theme: theme)
            + demandWords(at: app.rank, theme: theme)
    }

    private func words(of app: DroppedApp, sparkColumns: Int, theme: Theme) -> [Piece] {
        let developer = ledger.registry.naming(of: app.app, in: chart.storefront, asOf: instant)?.developer
        return [Piece(app.isConfirmed ? "out" : "?", theme.loss), Piece("#\(app.lastRank.value)", theme.loss)]
            + words(of: app.app, name: app.name, developer: developer, sparkColumns: sparkColumns, theme: theme)
            + demandWords(at: nil, theme: theme)
    }

    private func words(
        of app: AppID,
        name: String?,
        developer: String?,
        sparkColumns: Int,
        theme: Theme
    ) -> [Piece] {
        let record = ledger.rankRecord(of: app, in: chart, asOf: instant)
        let history = RankHistory(
            of: app,
            in: chart,
            ledger: ledger,
            asOf: instant,
            from: instant - 7 * 86_400,
            longestHold: longestHold
        )
        return [
            Signs.piece(
                name ?? app.text,
                isMarked: marked.contains(.app(app)),
                isWatched: ledger.watched.contains(app),
                theme: theme
            ),
            Piece(developer ?? "", theme.faint),
            Piece(history.sparkline(columns: sparkColumns, upTo: instant, heights: heights), theme.bar),
            Piece(record.map { "\($0.best)" } ?? "", theme.text),
            Piece(Figures.grouped(ledger.listedDays(of: app, in: chart, asOf: instant)), theme.faint),
        ]
    }

    func columns(sparkColumns: Int) -> [TableLayout.Column] {
        [
            .init("#", least: 3, isRightAligned: true),
            .init(changeTitle, least: max(4, displayWidth(changeTitle)), isRightAligned: true),
            .init("app", least: 16, most: 48),
            .init("developer", least: 12, most: 34, priority: 3),
            .init("rank, 7 days", least: sparkColumns, priority: 2),
            .init("best", least: 4, priority: 4, isRightAligned: true),
            .init("days", least: 4, priority: 5, isRightAligned: true),
        ] + demandColumns
    }

    /// "3 dropped out"; they stand at the list's end. One that is missing in the newest list only may be back in the next.
    var droppedSentence: String? {
        guard !table.dropped.isEmpty else { return nil }
        let doubtful = table.dropped.count { !$0.isConfirmed }
        return "\(table.dropped.count) dropped out" + (doubtful > 0 ? ", \(doubtful) unconfirmed" : "")
    }

    /// "100 places, seen 3 Oct 2025 14:00 UTC, unchanged until 17:00 UTC".
    var observedSentence: String {
        let ranking = table.ranking
        let count = Figures.count(ranking.entries.count, "place")
        let some = ranking.coverage == .partial ? "\(count) known of the chart" : count
        let seen = "\(some), seen \(Dates.instant(ranking.observedAt, in: zone))"
        guard ranking.confirmedUntil > ranking.observedAt else { return seen }
        return "\(seen), unchanged until \(Dates.instant(ranking.confirmedUntil, in: zone))"
    }
}

extension FilterRow {
    init(_ app: RankedApp) {
        let state: Filter.State? =
            switch app.state {
            case .new: .new
            case .returned: .returned
            case .steady, nil: nil
            }
        self.init(
            [app.name, app.app.text],
            developer: app.developer,
            rank: app.rank.value,
            change: app.change,
            state: state
        )
    }

    init(_ app: DroppedApp) {
        self.init([app.name, app.app.text], state: .out)
    }
}
