import Canvas
import History
import Market
import TimeSeries

/// One app's ranks in all storefronts of a chart, or the storefronts' leaders, as of an instant.
///
/// Every storefront with data at any time has a row, even if it has none up to the instant.
struct CountriesReport: Sendable {
    struct Row: Sendable {
        let chart: Chart
        /// The selected app, or the storefront's leader; `nil` if unknown.
        let app: AppID?
        /// The app's name.
        let name: String?
        let developer: String?
        /// `nil` if there is no data up to the instant.
        let rankStatus: RankStatus?
    }

    /// The chart; its storefront is ignored.
    let chart: Chart
    /// `app` or `leaders`.
    let view: PageView
    /// The app whose ranks are shown; `nil` for leaders.
    let app: AppID?
    /// The rows that match the filter, sorted.
    let rows: [Row]
    /// All rows, unfiltered.
    let all: [Row]
    let ledger: LedgerSnapshot
    let instant: Timestamp
    /// The change window in seconds.
    let window: Int64
    let zone: TimeZoneTable

    /// Creates a report.
    ///
    /// - Parameters:
    ///   - chart: The chart of any storefront.
    ///   - app: The app whose ranks are shown; `nil` for leaders.
    /// - Complexity: O(storefronts · (log snapshots + entries)), plus O(snapshots) per storefront if sorted by best rank or
    ///   time in the lead.
    init(
        of chart: Chart,
        app: AppID?,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        window: Int64 = 86_400,
        filter: String = "",
        sort: Sort? = nil,
        zone: TimeZoneTable = .utc
    ) {
        self.chart = chart
        self.app = app
        self.ledger = ledger
        self.instant = instant
        self.window = window
        self.zone = zone
        view = app == nil ? .leaders : .app
        let all = ledger.charts.filter { $0.isSame(as: chart) }.map { chart in
            Self.row(of: chart, app: app ?? ledger.leader(of: chart, asOf: instant), ledger, instant, window)
        }
        self.all = all
        let wanted = Filter(filter)
        let passing = wanted.isEmpty ? all : all.filter { wanted.passes(FilterRow($0)) }
        rows = Self.sorted(passing, by: sort ?? Sort(column: .rank), among: all, isOfApp: app != nil, ledger, instant)
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
        )
    }

    /// Sorts by rank by default: best rank first, then not ranked, then no data. Leaders are sorted by their number of
    /// storefronts, largest first.
    private static func sorted(
        _ rows: [Row],
        by sort: Sort,
        among all: [Row],
        isOfApp: Bool,
        _ ledger: LedgerSnapshot,
        _ instant: Timestamp
    ) -> [Row] {
        let rows = rows.filter { $0.rankStatus != nil } + rows.filter { $0.rankStatus == nil }
        switch sort.column {
        case .move: return sort.sorted(rows) { $0.rankStatus?.change.map { -$0 } }
        case .country: return sort.sorted(rows) { $0.chart.storefront.name }
        case .best where isOfApp:
            return sort.sorted(rows) { row in
                row.app.flatMap { ledger.rankRecord(of: $0, in: row.chart, asOf: instant)?.best }
            }
        // Longest time in the lead first.
        case .best: return sort.sorted(rows) { ledger.lead(of: $0.chart, asOf: instant)?.since }
        default:
            guard !isOfApp else { return sort.sorted(rows) { $0.rankStatus?.rank } }
            let positions = Dictionary(uniqueKeysWithValues: leaders(in: all).enumerated().map { ($1.app, $0) })
            return sort.sorted(rows) { $0.app.flatMap { positions[$0] } }
        }
    }

    /// Returns the leaders with their number of storefronts, largest first.
    private static func leaders(in rows: [Row]) -> [(app: AppID, name: String, count: Int)] {
        Dictionary(grouping: rows.filter { $0.app != nil }, by: \.app)
            .compactMap { app, rows in app.map { ($0, rows[0].name ?? $0.text, rows.count) } }
            .sorted { ($1.2, $0.1, $0.0) < ($0.2, $1.1, $1.0) }
    }

    /// The leaders with their number of storefronts, largest first; empty in the app view.
    var leaders: [(app: AppID, name: String, count: Int)] { view == .leaders ? Self.leaders(in: all) : [] }

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    /// Returns the row of a chart.
    func row(of chart: Chart) -> Int? { rows.firstIndex { $0.chart == chart } }

    /// Whether the newest snapshot of a row's chart is older than the usual interval between snapshots allows.
    func isStale(_ row: Row) -> Bool {
        guard let rankStatus = row.rankStatus else { return false }
        let age = instant - rankStatus.seen
        // Only look up the interval if the rank could be stale at all.
        guard !rankStatus.isPartial, age > RankHistory.leastHold else { return rankStatus.isPartial && age > 0 }
        return age > RankHistory.longestHold(of: ledger.rankings[row.chart], asOf: instant)
    }

    /// Returns the card of a row's rank, followed by those of all other rows.
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
    /// Whether two charts are equal except for their storefronts.
    func isSame(as other: Chart) -> Bool {
        store == other.store && kind == other.kind && genre == other.genre && edition == other.edition
    }
}

extension FilterRow {
    init(_ row: CountriesReport.Row) {
        let state: Filter.State? =
            switch row.rankStatus?.state {
            case .new: .new
            case .returned: .returned
            case .steady: nil
            case nil: row.rankStatus?.rank == nil && row.rankStatus?.previousRank != nil ? .out : nil
            }
        self.init(
            [row.chart.storefront.name, row.chart.storefront.label, row.name, row.app?.text],
            developer: row.developer,
            rank: row.rankStatus?.rank?.value,
            change: row.rankStatus?.change,
            state: state
        )
    }
}

extension DashboardState {
    /// The report of the Countries page; `nil` if there are no charts.
    var countriesReport: CountriesReport? {
        guard let chart = route.chart ?? Self.firstChart(of: ledger) else { return nil }
        return CountriesReport(
            of: chart,
            app: route.view == .leaders ? nil : route.app,
            in: ledger,
            asOf: instant,
            window: changeSeconds,
            filter: route.filter,
            sort: route.sort,
            zone: zone
        )
    }

    /// Returns the selected row: the row of the route's chart if it's shown, otherwise the previous position.
    func selection(in report: CountriesReport) -> Int {
        route.chart.flatMap(report.row) ?? selection(of: report.rows.count)
    }
}
