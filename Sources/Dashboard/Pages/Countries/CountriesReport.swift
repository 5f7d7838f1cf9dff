import Canvas
import History
import Market
import TimeSeries

/// One app's ranks in all storefronts of a chart, or the storefronts' leaders, as of an instant.
///
/// Every storefront with data has a row, even if all of its data is later than the instant.
struct CountriesReport: TableReport, Sendable {
    struct Row: Sendable {
        let chart: Chart
        /// The selected app, or the storefront's leader; `nil` if unknown.
        let app: AppID?
        /// The app's name, or its id if the name isn't known; `nil` if the app is unknown.
        let name: String?
        let developer: String?
        /// The app's rank and its change; `nil` if there is no data up to the instant.
        let rankStatus: RankStatus?
        /// How far the app has come since it entered the chart in the change window; `nil` if it entered earlier or has kept
        /// its rank, and for leaders.
        var climb: RankClimb?

        /// The number of ranks gained in the change window, or since the app entered the chart in it.
        var move: Int? { rankStatus?.change ?? climb?.change }
    }

    /// The chart; its storefront is ignored.
    let chart: Chart
    /// The view: `app` or `leaders`.
    let view: PageView
    /// The app whose ranks are shown; `nil` for leaders.
    let app: AppID?
    /// The rows that match the filter, sorted.
    private(set) var rows: [Row] = []
    /// All rows, unfiltered.
    let all: [Row]
    let ledger: LedgerSnapshot
    let instant: Timestamp
    /// The change window in seconds.
    let window: Int64
    let zone: TimeZoneTable
    private let marks: RowMarks
    /// The time when any of the charts was last seen; `nil` if none was.
    private let newest: Timestamp?
    /// The end of the week that the sparklines show, the same for all countries.
    let weekEnd: Timestamp
    /// The title of the change column: the change window of most rows, such as "24h".
    private(set) var changeTitle = ""
    /// The width of the change column.
    private(set) var changeWidth = 0
    /// The one-line summary of all rows and its shorter forms, longest first.
    private(set) var summaries: [String] = []
    var summary: String { summaries.first ?? "" }
    /// The other charts of the store that ranked the app, as text; `nil` if there are none.
    private(set) var otherCharts: String?
    /// The rank changes to highlight.
    var flash = RankFlash()

    /// Creates a report about one app, or the leaders, in all storefronts of a chart.
    ///
    /// - Parameters:
    ///   - chart: The chart; its storefront is ignored.
    ///   - app: The app whose ranks are shown; `nil` for leaders.
    /// - Complexity: O(storefronts · (log snapshots + entries)), plus O(snapshots) per storefront if sorted by best
    ///   rank or time in the lead.
    init(
        of chart: Chart,
        app: AppID?,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        filter: String = "",
        sort: Sort? = nil,
        zone: TimeZoneTable = .utc,
        marked: [CompareItem] = []
    ) {
        self.chart = chart
        self.app = app
        self.ledger = ledger
        self.instant = instant
        self.window = window
        self.zone = zone
        marks = RowMarks(marked, in: ledger)
        view = app == nil ? .leaders : .app
        let all = ledger.charts.filter { $0.isSame(as: chart) }.map { chart in
            var row = Self.row(of: chart, app: app ?? ledger.leader(of: chart, asOf: instant), ledger, instant, window)
            if let app, let status = row.rankStatus, status.rank != nil, status.state != .steady {
                row.climb = ledger.climb(of: app, in: chart, during: TimeRange(status.seen - window, status.seen))
            }
            return row
        }
        self.all = all
        newest = all.compactMap { $0.rankStatus?.seen }.max()
        weekEnd = RankHistory.weekEnd(asOf: instant, newest: newest ?? instant)
        changeTitle = findChangeTitle()
        changeWidth = findChangeWidth()
        summaries = makeSummaries()
        otherCharts = findOtherCharts()
        // Rows without data come last in every order.
        rows = arranged(
            all.filter { $0.rankStatus != nil } + all.filter { $0.rankStatus == nil },
            filter: filter,
            sort: sort
        )
    }

    private static func row(
        of chart: Chart,
        app: AppID?,
        _ ledger: LedgerSnapshot,
        _ instant: Timestamp,
        _ window: Int64
    ) -> Row {
        guard let app else { return Row(chart: chart, app: nil, name: nil, developer: nil, rankStatus: nil) }
        let naming = ledger.registry.appName(of: app, in: nil, asOf: instant)
        return Row(
            chart: chart,
            app: app,
            name: naming?.name ?? app.text,
            developer: naming?.developer,
            rankStatus: ledger.rankStatus(of: app, in: chart, asOf: instant, window: window)
                ?? ledger.unlistedStatus(in: chart, asOf: instant)
        )
    }

    /// Returns a row's symbols in the leaders view; `nil` in the app view, in which all rows show the same app.
    func symbols(of row: Row) -> RowSymbols? {
        view == .leaders ? marks.symbols(of: row.app) : nil
    }

    /// The index of the name column: the leader, or the country in the app view.
    var nameColumn: Int { view == .leaders ? 1 : 0 }

    /// Returns the leaders with the number of storefronts that each leads, largest first.
    static func leaders(in rows: [Row]) -> [(app: AppID, name: String, count: Int)] {
        Dictionary(grouping: rows.filter { $0.app != nil }, by: \.app)
            .compactMap { app, rows in app.map { ($0, rows[0].name ?? $0.text, rows.count) } }
            .sorted { ($1.2, $0.1, $0.0) < ($0.2, $1.1, $1.0) }
    }

    /// The leaders with the number of storefronts that each leads, largest first; empty in the app view.
    /// Charts that aren't followed any more count only if there are no others.
    var leaders: [(app: AppID, name: String, count: Int)] {
        guard view == .leaders else { return [] }
        let counted = Self.leaders(in: current)
        let apps = Set(counted.map(\.app))
        return counted + Self.leaders(in: all).filter { !apps.contains($0.app) }.map { ($0.app, $0.name, 0) }
    }

    func filterRow(_ row: Row) -> FilterRow {
        let state: Filter.State? =
            switch row.rankStatus?.state {
            case .new: .new
            case .returned: .returned
            case .steady: nil
            case nil: row.rankStatus?.rank == nil && row.rankStatus?.previousRank != nil ? .out : nil
            }
        return FilterRow(
            [row.chart.storefront.name, row.chart.storefront.label, row.name, row.app?.text],
            developer: row.developer,
            rank: row.rankStatus?.rank?.value,
            change: row.move,
            state: state
        )
    }

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    /// Returns the row of a chart; `nil` if the chart has no row.
    func row(of chart: Chart) -> Int? { rows.firstIndex { $0.chart == chart } }

    /// Returns whether the newest snapshot of a row's chart is older than the usual interval between snapshots allows.
    func isStale(_ row: Row) -> Bool {
        guard let rankStatus = row.rankStatus else { return false }
        return RankHistory.isStale(
            seen: rankStatus.seen,
            isPartial: rankStatus.isPartial,
            in: ledger.rankings[row.chart],
            asOf: instant
        )
    }

    /// All rows except those of charts that aren't followed any more although others are.
    var current: [Row] { all.filter { !isOutdated($0) } }

    /// Returns whether a row's chart isn't followed any more although others are; see
    /// ``RankHistory/isOutdated(seen:isPartial:newest:)``.
    func isOutdated(_ row: Row) -> Bool {
        guard let status = row.rankStatus, let newest else { return false }
        return RankHistory.isOutdated(seen: status.seen, isPartial: status.isPartial, newest: newest)
    }

    /// Returns the card for a row's rank, followed by the cards for all other rows' ranks; empty if the row has no
    /// data.
    func cards(at row: Int) -> [FigureCard] {
        guard rows.indices.contains(row), rows[row].rankStatus != nil else { return [] }
        let ordered = [rows[row]] + rows[..<row] + rows[(row + 1)...]
        var reports: [AppID: AppReport] = [:]
        return ordered.compactMap { row in
            guard let app = row.app, row.rankStatus != nil else { return nil }
            let report = reports[app] ?? AppReport(of: app, in: ledger, asOf: instant, zone: zone)
            reports[app] = report
            return report.flatMap { FigureCard(rankIn: row.chart, of: $0) }
        }
    }
}

extension Chart {
    /// Returns whether two charts are equal except for their storefronts.
    func isSame(as other: Chart) -> Bool {
        store == other.store && kind == other.kind && genre == other.genre && edition == other.edition
    }
}
