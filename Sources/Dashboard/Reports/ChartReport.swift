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
    let ledger: LedgerSnapshot
    let instant: Timestamp
    let window: Int64
    let zone: TimeZoneTable
    private let marked: Set<CompareItem>
    private let longestHold: Int64
    /// Of sparklines, by rank.
    private let heights: [Unicode.Scalar]
    /// Where the week of the sparklines ends.
    let weekEnd: Timestamp
    /// Whose place the newest list changed.
    let moved: Set<AppID>

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
        zone: TimeZoneTable = .utc,
        marked: [CompareItem] = [],
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
        weekEnd = RankHistory.weekEnd(asOf: instant, newest: table.ranking.confirmedUntil)
        moved = ledger.moved(in: chart, asOf: instant)
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

    /// Whether the filter leaves out places of the chart.
    var isReduced: Bool { apps.count < table.apps.count }

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
    func words(row: Int, sparkColumns: Int, theme: Theme) -> [StyledText] {
        row < apps.count
            ? words(of: apps[row], sparkColumns: sparkColumns, theme: theme)
            : words(of: dropped[row - apps.count], sparkColumns: sparkColumns, theme: theme)
    }

    private func words(of app: RankedApp, sparkColumns: Int, theme: Theme) -> [StyledText] {
        [StyledText("\(app.rank.value)", theme.heading), marked(RankChangeText.change(app, theme: theme), app.app)]
            + words(of: app.app, name: app.name, developer: app.developer, sparkColumns: sparkColumns, theme: theme)
            + demandText(at: app.rank, theme: theme)
    }

    private func words(of app: DroppedApp, sparkColumns: Int, theme: Theme) -> [StyledText] {
        let developer = ledger.registry.appName(of: app.app, in: chart.storefront, asOf: instant)?.developer
        return [
            StyledText(app.isConfirmed ? "out" : "?", theme.loss),
            StyledText("#\(app.lastRank.value)", theme.loss),
        ]
            + words(of: app.app, name: app.name, developer: developer, sparkColumns: sparkColumns, theme: theme)
            + demandText(at: nil, theme: theme)
    }

    private func words(
        of app: AppID,
        name: String?,
        developer: String?,
        sparkColumns: Int,
        theme: Theme
    ) -> [StyledText] {
        let record = ledger.rankRecord(of: app, in: chart, asOf: instant)
        let history = RankHistory(
            of: app,
            in: chart,
            ledger: ledger,
            asOf: instant,
            from: weekEnd - 7 * 86_400,
            longestHold: longestHold
        )
        return [
            NamePrefix.piece(
                name ?? app.text,
                isMarked: marked.contains(.app(app)),
                isOnWatchlist: ledger.watchlist.contains(app),
                theme: theme
            ),
            StyledText(developer ?? "", theme.faint),
            StyledText(history.sparkline(columns: sparkColumns, upTo: weekEnd, heights: heights), theme.bar),
            StyledText(record.map { "\($0.best)" } ?? "", theme.text),
            StyledText(NumberFormat.grouped(ledger.listedDays(of: app, in: chart, asOf: instant)), theme.faint),
        ]
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
