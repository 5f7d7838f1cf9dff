import Canvas
import Growth
import History
import Market
import TimeSeries

/// A report about a chart as of an instant, as shown on the Charts page and exported as text, JSON and CSV.
struct ChartReport: TableReport, Sendable {
    /// A ranked app, or an app that has dropped out of the chart.
    enum Row: Sendable {
        case ranked(RankedApp)
        case dropped(DroppedApp)

        var app: AppID {
            switch self {
            case .ranked(let app): app.app
            case .dropped(let app): app.app
            }
        }

        var name: String? {
            switch self {
            case .ranked(let app): app.name
            case .dropped(let app): app.name
            }
        }

        /// The ranked app; `nil` if the app has dropped out.
        var ranked: RankedApp? {
            if case .ranked(let app) = self { app } else { nil }
        }
    }

    /// What a sparkline depends on, besides the report.
    struct SparklineKey: Hashable, Sendable {
        var app: AppID
        var columns: Int
    }

    let table: RankTable
    /// The ranked apps that match the filter, sorted, followed by the dropped apps that match it.
    private(set) var rows: [Row] = []
    /// The model that estimates downloads from ranks; `nil` if no anchor applies to this chart at this instant.
    let demand: RankDemand?
    /// Whether the column of estimates is shown.
    let showsEstimates: Bool
    let ledger: LedgerSnapshot
    let instant: Timestamp
    let window: Int64
    let zone: TimeZoneTable
    /// The apps in the chart that have download counts.
    let counted: Set<AppID>
    private let marks: RowMarks
    /// The number of rows pinned to the top because their apps are on the watchlist.
    private(set) var pinned = 0
    let longestHold: Int64
    /// The end of the week that the sparklines show.
    let weekEnd: Timestamp
    /// The apps whose rank changed in the newest snapshot.
    let moved: Set<AppID>
    /// The best rank of each app, the number of days on which it was listed, and its sparkline. Computing them takes most of
    /// the time that a frame takes.
    let bestRanks = LazyValues<AppID, UInt16?>()
    let listedDays = LazyValues<AppID, Int>()
    let sparklines = LazyValues<SparklineKey, RoleText>()
    /// The rank changes to highlight.
    var flash = RankFlash()

    /// Creates a report about a chart.
    ///
    /// - Parameters:
    ///   - window: The change window in seconds.
    ///   - sort: The order of ranked apps; dropped apps follow them.
    ///   - pinsWatched: Whether the apps on the watchlist that match the filter come first, in the same order.
    ///   - anchors: Demand anchors. Those for other charts and times are ignored.
    ///   - showsEstimates: Whether the column of estimates is shown; `nil` shows it if no app in the chart has counts.
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
        pinsWatched: Bool = false,
        anchors: [DemandAnchor] = [],
        showsEstimates: Bool? = nil
    ) {
        guard let table = ledger.rankTable(of: chart, asOf: instant, window: window) else { return nil }
        self.table = table
        self.ledger = ledger
        self.instant = instant
        self.window = window
        self.zone = zone
        marks = RowMarks(marked, in: ledger)
        let listed = table.apps.map(\.app) + table.dropped.map(\.app)
        counted = ledger.counted(among: listed, asOf: instant)
        let demand = RankDemand(of: chart, anchors: anchors, asOf: instant)
        self.demand = demand?.scale == nil ? nil : demand
        self.showsEstimates = showsEstimates ?? counted.isEmpty
        weekEnd = RankHistory.weekEnd(asOf: instant, newest: table.ranking.confirmedUntil)
        moved = ledger.moved(in: chart, asOf: instant)
        longestHold = RankHistory.longestHold(of: ledger.rankings[chart], asOf: instant)
        let wanted = Filter(filter)
        let dropped = table.dropped.map { Row.dropped($0) }
        rows =
            arranged(table.apps.map { .ranked($0) }, filter: filter, sort: sort)
            + (wanted.isEmpty ? dropped : dropped.filter { wanted.passes(filterRow($0)) })
        if pinsWatched { pinWatched() }
    }

    private mutating func pinWatched() {
        let isWatched = { [ledger] (row: Row) in ledger.watchlist.contains(row.app) }
        let first = rows.filter(isWatched)
        rows = first + rows.filter { !isWatched($0) }
        pinned = first.count
    }

    func filterRow(_ row: Row) -> FilterRow {
        guard let app = row.ranked else { return FilterRow([row.name, row.app.text], state: .out) }
        let state: Filter.State? =
            switch app.state {
            case .new: .new
            case .returned: .returned
            case .steady, nil: nil
            }
        return FilterRow(
            [app.name, app.app.text],
            developer: app.developer,
            rank: app.rank.value,
            change: app.change,
            state: state
        )
    }

    func symbols(of row: Row) -> RowSymbols? {
        marks.symbols(of: row.app, isPinned: pinned > 0)
    }

    /// The index of the name column, after rank and change.
    var nameColumn: Int { 2 }

    var chart: Chart { table.ranking.chart }

    /// The ranked apps that match the filter.
    var apps: [RankedApp] { rows.compactMap(\.ranked) }

    /// The dropped apps that match the filter.
    var dropped: [DroppedApp] {
        rows.compactMap { if case .dropped(let app) = $0 { app } else { nil } }
    }

    /// Whether the filter hides ranked apps.
    var isFiltered: Bool { rows.count { $0.ranked != nil } < table.apps.count }

    /// Returns the row of an app; `nil` if the app isn't in the table.
    func row(of app: AppID) -> Int? { rows.firstIndex { $0.app == app } }

    /// Returns the app in a row; `nil` if there is no such row.
    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }
}
