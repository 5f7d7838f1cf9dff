import Canvas
import Growth
import History
import Market
import TimeSeries

/// A chart as of an instant, as shown on the Charts page and exported as text, JSON and CSV.
struct ChartReport: Sendable {
    let table: RankTable
    /// The ranked apps that match the filter.
    let apps: [RankedApp]
    /// The dropped apps that match the filter.
    let dropped: [DroppedApp]
    /// Estimates downloads from ranks; `nil` if no anchor applies to this chart at this instant.
    let demand: RankDemand?
    let ledger: LedgerSnapshot
    let instant: Timestamp
    let window: Int64
    let zone: TimeZoneTable
    private let marked: Set<CompareItem>
    private let longestHold: Int64
    /// Sparkline characters by rank.
    private let heights: [Unicode.Scalar]
    /// The end of the sparklines' week.
    let weekEnd: Timestamp
    /// The apps whose rank changed in the newest snapshot.
    let moved: Set<AppID>

    /// Creates a report of a chart.
    ///
    /// - Parameters:
    ///   - window: The change window in seconds.
    ///   - sort: The order of ranked apps; dropped apps follow them.
    ///   - anchors: Demand anchors of any charts and times.
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
        // Largest gain first.
        case .move: sort.sorted(apps) { $0.change.map { -$0 } }
        case .growth: sort.sorted(apps) { app in app.previousRank.map { -Double($0.value) / Double(app.rank.value) } }
        case .best: sort.sorted(apps) { ledger.rankRecord(of: $0.app, in: chart, asOf: instant)?.best }
        case .days: sort.sorted(apps) { -ledger.listedDays(of: $0.app, in: chart, asOf: instant) }
        default: sort.sorted(apps) { $0.rank.value }
        }
    }

    var chart: Chart { table.ranking.chart }

    /// Whether the filter hides ranked apps.
    var isFiltered: Bool { apps.count < table.apps.count }

    /// The number of rows: ranked apps, followed by dropped apps.
    var rowCount: Int { apps.count + dropped.count }

    /// Returns the row of an app.
    func row(of app: AppID) -> Int? {
        apps.firstIndex { $0.app == app } ?? dropped.firstIndex { $0.app == app }.map { apps.count + $0 }
    }

    /// Returns the app of a row.
    func app(at row: Int) -> AppID? {
        if apps.indices.contains(row) { return apps[row].app }
        return dropped.indices.contains(row - apps.count) ? dropped[row - apps.count].app : nil
    }

    /// Returns the whole table.
    func content(sparkColumns: Int, theme: Theme) -> TableContent {
        TableContent(
            columns: columns(sparkColumns: sparkColumns),
            rows: (0..<rowCount).map { cells(row: $0, sparkColumns: sparkColumns, theme: theme) }
        )
    }

    /// Returns the cells of one row, including its sparkline.
    func cells(row: Int, sparkColumns: Int, theme: Theme) -> [StyledText] {
        row < apps.count
            ? cells(of: apps[row], sparkColumns: sparkColumns, theme: theme)
            : cells(of: dropped[row - apps.count], sparkColumns: sparkColumns, theme: theme)
    }

    private func cells(of app: RankedApp, sparkColumns: Int, theme: Theme) -> [StyledText] {
        [StyledText("\(app.rank.value)", theme.heading), marked(RankChangeText.change(app, theme: theme), app.app)]
            + cells(of: app.app, name: app.name, developer: app.developer, sparkColumns: sparkColumns, theme: theme)
            + demandCell(at: app.rank, theme: theme)
    }

    private func cells(of app: DroppedApp, sparkColumns: Int, theme: Theme) -> [StyledText] {
        let developer = ledger.registry.appName(of: app.app, in: chart.storefront, asOf: instant)?.developer
        return [
            StyledText(app.isConfirmed ? Sign.dropped : Sign.unconfirmed, theme.loss),
            StyledText("#\(app.lastRank.value)", theme.loss),
        ]
            + cells(of: app.app, name: app.name, developer: developer, sparkColumns: sparkColumns, theme: theme)
            + demandCell(at: nil, theme: theme)
    }

    private func cells(
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
