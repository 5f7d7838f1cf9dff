import Canvas
import History
import Market

extension DashboardState {
    mutating func perform(_ command: Command) -> [Effect] {
        switch command {
        case .quit: return [.quit]
        case .help: mode = .help(scroll: 0)
        case .toggleMouse: return toggleMouse()
        case .filter: mode = .filter(TextField(place.filter), before: place)
        case .goToTime: mode = .time(TextField())
        case .up: select(by: -1)
        case .down: select(by: 1)
        case .pageUp: select(by: -pageHeight)
        case .pageDown: select(by: pageHeight)
        case .top: select(by: .min)
        case .bottom: select(by: .max)
        case .nextMatch: select(by: 1, wrapping: true)
        case .previousMatch: select(by: -1, wrapping: true)
        case .open: open()
        case .back: goBack()
        case .showCharts: show(.charts)
        case .showApp: showSelectedApp()
        case .showLaunches: show(.launches)
        case .showFeeds: show(.feeds)
        case .chooseCountry:
            choose(title: "country") { $0.store == $1.store && $0.kind == $1.kind && $0.genre == $1.genre }
        case .chooseChart: choose(title: "chart") { $0.store == $1.store && $0.storefront == $1.storefront }
        default: performOnTime(command)
        }
        return []
    }

    /// The chart of a Charts page as of the instant, filtered.
    var chartReport: ChartReport? {
        place.chart.flatMap { ChartReport(of: $0, in: ledger, asOf: instant, filter: place.filter) }
    }

    /// The selected row: that of the selected app where it is listed, else the row where it was.
    func selection(in report: ChartReport) -> Int {
        place.selectedApp.flatMap(report.row) ?? max(0, min(place.selection, report.rowCount - 1))
    }

    /// The selected row of a list that is no chart, kept within it also when that became shorter.
    func selection(of count: Int) -> Int { max(0, min(place.selection, count - 1)) }

    var pageHeight: Int { max(1, size.rows - 6) }

    /// Selects the row that is so many from the selected one; `.min` and `.max` are the ends.
    mutating func select(by rows: Int, wrapping: Bool = false) {
        let report = place.page == .charts ? chartReport : nil
        let count = report?.rowCount ?? rowCount
        guard count > 0 else { return }
        let (row, _) = (report.map(selection) ?? selection(of: count)).addingReportingOverflow(rows)
        let target = rows == .max ? count - 1 : rows == .min ? 0 : row
        place.selection = wrapping ? (target % count + count) % count : max(0, min(count - 1, target))
        place.selectedApp = report?.app(at: place.selection)
        let first = place.firstRow
        place.firstRow =
            RowWindow(selection: place.selection, count: count, height: pageHeight, first: first).rows.lowerBound
    }

    /// Rows of the list of an App or Launches page.
    private var rowCount: Int {
        switch place.page {
        case .charts: 0
        case .app: place.app.flatMap { AppReport(of: $0, in: ledger, asOf: instant) }?.charts.count ?? 0
        case .launches: LaunchListReport(ledger, asOf: instant, filter: place.filter).rows.count
        case .feeds: FeedReport(data, now: now, filter: place.filter).feeds.count
        }
    }

    /// Drills down, taking the playhead along.
    private mutating func open() {
        switch place.page {
        case .charts: showSelectedApp()
        case .app:
            let charts = place.app.flatMap { AppReport(of: $0, in: ledger, asOf: instant) }?.charts ?? []
            guard !charts.isEmpty else { return }
            let chart = charts[selection(of: charts.count)]
            var next = Place(page: .charts, chart: chart, launch: place.launch, playhead: place.playhead)
            next.selectedApp = place.app
            push(next)
        case .launches:
            let rows = LaunchListReport(ledger, asOf: instant, filter: place.filter).rows
            guard !rows.isEmpty else { return }
            push(Self.place(of: rows[selection(of: rows.count)].launch, in: library))
            place.playhead.play(from: place.playhead.bounds.start)
        case .feeds: break
        }
    }

    private mutating func showSelectedApp() {
        switch place.page {
        case .app: return
        case .launches: return open()
        case .feeds: message = "no app is selected here"
        case .charts:
            guard let report = chartReport, let app = report.app(at: selection(in: report)) else {
                message = "no app is selected here"
                return
            }
            push(Place(page: .app, app: app, launch: place.launch, playhead: place.playhead))
        }
    }

    /// Longest drill-down; the oldest step is forgotten beyond it.
    private static let depthLimit = 64

    private mutating func push(_ next: Place) {
        isOnTimeline = false
        stack.append(next)
        if stack.count > Self.depthLimit { stack.removeFirst() }
    }

    /// One step back. The page is found as it was left, but at the time to which one has moved since.
    private mutating func goBack() {
        guard stack.count > 1 else {
            if !place.filter.isEmpty { place.filter = "" }
            return
        }
        let left = stack.removeLast()
        isOnTimeline = false
        if left.subject == place.subject { place.playhead = left.playhead } else { place.playhead.pause() }
    }

    /// A page by its number: the nearest one in the drill-down, else a new one on top.
    private mutating func show(_ page: Page) {
        guard place.page != page else { return }
        if let position = stack.lastIndex(where: { $0.page == page }) {
            while stack.count - 1 > position { goBack() }
            return
        }
        switch page {
        case .charts where place.launch == nil && data.charts.isEmpty:
            message = "no chart is loaded; open one with: launchtop watch SOURCE, or launchtop replay FOLDER"
        case .charts:
            let charts = place.app.flatMap { AppReport(of: $0, in: ledger, asOf: instant)?.charts }
            push(
                Place(
                    page: .charts,
                    chart: charts?.first ?? Self.firstChart(of: place.launch == nil ? data : library),
                    launch: place.launch,
                    playhead: place.subject == .library
                        ? Playhead(bounds: Self.bounds(of: data, now: now, isLive: isLive)) : place.playhead
                )
            )
        case .feeds:
            let bounds = Self.bounds(of: data, now: now, isLive: isLive)
            push(Place(page: .feeds, playhead: place.isOfLibrary ? Playhead(bounds: bounds) : place.playhead))
        default:
            let bounds = Self.bounds(of: library, now: now, isLive: false)
            let playhead = place.isOfLibrary ? place.playhead : Playhead(bounds: bounds)
            push(Place(page: page, launch: place.launch, playhead: playhead))
        }
    }

    private mutating func choose(title: String, among belongs: (Chart, Chart) -> Bool) {
        guard let chart = place.chart else { return }
        let charts = ledger.charts.filter { belongs($0, chart) }
        guard charts.count > 1 else {
            message = "there is only this \(title)"
            return
        }
        let labels = charts.map { title == "country" ? $0.storefront.label : "\($0.kind.name) · \($0.genreTitle)" }
        mode = .picker(
            Picker(title: title, charts: charts, labels: labels, selection: charts.firstIndex(of: chart) ?? 0)
        )
    }
}
