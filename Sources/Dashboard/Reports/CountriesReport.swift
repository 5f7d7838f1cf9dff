import Canvas
import History
import Market
import TimeSeries

/// One app in every storefront of a chart, or who leads it there, as of an instant.
///
/// A storefront is a row for as long as anything is known of its chart, also where nobody has looked until the instant.
struct CountriesReport: Sendable {
    struct Row: Sendable {
        let chart: Chart
        /// The same in all rows, or who leads; `nil` where nobody knows who does.
        let app: AppID?
        /// What the row's app is called.
        let name: String?
        let developer: String?
        /// `nil` where no look until the instant says anything.
        let rankStatus: RankStatus?
    }

    /// Which chart; its storefront does not count.
    let chart: Chart
    /// `app` or `leaders`.
    let view: PageView
    /// Whose ranks; `nil` with the leaders.
    let app: AppID?
    /// What passes the filter, in order.
    let rows: [Row]
    /// Whatever the filter.
    let all: [Row]
    let ledger: LedgerSnapshot
    let instant: Timestamp
    /// Seconds over which change is measured.
    let window: Int64
    let zone: TimeZoneTable

    /// - Parameters:
    ///   - chart: any of the storefronts' charts.
    ///   - app: whose ranks; `nil` for who leads.
    /// - Complexity: O(storefronts · (log ticks + list)); sorted by best rank or by lead O(ticks) more for each.
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

    /// By rank: the best first, then where it is off the chart, then what nobody knows. Of leaders those first that lead
    /// most storefronts.
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
        // Who has led for the longest.
        case .best: return sort.sorted(rows) { ledger.lead(of: $0.chart, asOf: instant)?.since }
        default:
            guard !isOfApp else { return sort.sorted(rows) { $0.rankStatus?.rank } }
            let places = Dictionary(uniqueKeysWithValues: leaders(in: all).enumerated().map { ($1.app, $0) })
            return sort.sorted(rows) { $0.app.flatMap { places[$0] } }
        }
    }

    /// Who leads how many storefronts, the most first.
    private static func leaders(in rows: [Row]) -> [(app: AppID, name: String, count: Int)] {
        Dictionary(grouping: rows.filter { $0.app != nil }, by: \.app)
            .compactMap { app, rows in app.map { ($0, rows[0].name ?? $0.text, rows.count) } }
            .sorted { ($1.2, $0.1, $0.0) < ($0.2, $1.1, $1.0) }
    }

    var leaders: [(app: AppID, name: String, count: Int)] { view == .leaders ? Self.leaders(in: all) : [] }

    func app(at row: Int) -> AppID? { rows.indices.contains(row) ? rows[row].app : nil }

    /// The row of a chart.
    func row(of chart: Chart) -> Int? { rows.firstIndex { $0.chart == chart } }

    /// Whether the newest look at a row's chart is older than looks use to be.
    func isOld(_ row: Row) -> Bool {
        guard let rankStatus = row.rankStatus else { return false }
        let age = instant - rankStatus.seen
        // How long ranks hold needs not be asked for where no rank is given up yet.
        guard !rankStatus.isPartial, age > RankHistory.leastHold else { return rankStatus.isPartial && age > 0 }
        return age > RankHistory.longestHold(of: ledger.rankings[row.chart], asOf: instant)
    }

    /// The rank of a row, then those of the others.
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
    /// Whether it is the same chart of another storefront, or of the same.
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
    /// What a Countries page shows; `nil` where no chart is known.
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

    /// The selected row: that of the route's chart where it is listed, whatever the order, else the row where it was.
    func selection(in report: CountriesReport) -> Int {
        route.chart.flatMap(report.row) ?? selection(of: report.rows.count)
    }
}
