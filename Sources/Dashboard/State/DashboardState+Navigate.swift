import Canvas
import History
import Market

extension DashboardState {
    /// The maximum length of the navigation path; older steps are dropped.
    private static let depthLimit = 64

    /// Performs a command that changes the page, chart, app or view.
    ///
    /// - Returns: Whether `command` is one of these.
    mutating func navigate(_ command: Command, _ argument: String) -> Bool {
        switch command {
        case .open: open()
        case .back: goBack()
        case .charts: showCharts()
        case .app: argument.isEmpty ? showSelectedApp() : showApp(called: argument)
        case .countries: showCountries()
        case .launches: argument.isEmpty ? showLaunches() : showLaunch(called: argument)
        case .compare: compare(argument)
        case .milestones:
            let isOfLibrary = route.isOfLibrary || (data.charts.isEmpty && data.counters.isEmpty)
            show(.milestones) { $0.showsLibrary = isOfLibrary }
        case .sources: show(.sources) { _ in }
        case .country: argument.isEmpty ? chooseCountry() : showChart(called: argument)
        case .chart: argument.isEmpty ? chooseChart() : showChart(called: argument)
        case .view: changeView()
        case .mark: toggleMark()
        case .align: argument.isEmpty ? chooseOrigin() : align(at: argument)
        case .band: toggleBand()
        default: return false
        }
        return true
    }

    mutating func push(_ next: Route) {
        leaveFocus()
        stack.append(next)
        if stack.count > Self.depthLimit { stack.removeFirst() }
    }

    /// Goes one step back. The page is restored as it was left, except for the time, which stays the same.
    mutating func goBack() {
        guard stack.count > 1 else {
            if route.zoomedPanel != nil { route.zoomedPanel = nil } else { filter(by: "") }
            return
        }
        let left = stack.removeLast()
        leaveFocus()
        if left.subject == route.subject { route.playhead = left.playhead } else { route.playhead.pause() }
    }

    /// Goes back to the latest matching page of the navigation path, restored as it was left.
    ///
    /// - Returns: Whether there is one.
    private mutating func returned(to page: Page, where matches: (Route) -> Bool = { _ in true }) -> Bool {
        guard let position = stack.lastIndex(where: { $0.page == page && matches($0) }) else { return false }
        while stack.count - 1 > position { goBack() }
        return true
    }

    /// Shows a page, keeping the time if the page draws from the same data.
    mutating func show(_ page: Page, _ configure: (inout Route) -> Void) {
        guard !returned(to: page) else { return }
        var next = Route(page: page, launch: page == .sources ? nil : route.launch, playhead: route.playhead)
        configure(&next)
        if next.subject != route.subject { next.playhead = playhead(of: next) }
        push(next)
    }

    /// Returns a playhead over all data of the route's subject; it's live if the data is.
    func playhead(of route: Route) -> Playhead {
        Playhead(
            bounds: route.isOfLibrary
                ? Self.bounds(of: library, now: now, isLive: false) : Self.bounds(of: data, now: now, isLive: isLive)
        )
    }

    private mutating func showCharts() {
        guard route.page != .charts, !returned(to: .charts) else { return }
        let isOfLaunch = route.launch != nil
        guard isOfLaunch || !data.charts.isEmpty else {
            message = "no charts loaded; run launchtop watch SOURCE or launchtop replay FOLDER"
            return
        }
        let appChart = isOfLaunch || !route.isOfLibrary ? selectedApp.flatMap { report(of: $0) }?.charts.first : nil
        let chart = appChart ?? Self.firstChart(of: isOfLaunch ? library : data)
        let app = appChart == nil ? nil : selectedApp
        show(.charts) { next in
            next.chart = chart
            next.selectedApp = app
        }
    }

    private mutating func showLaunches() {
        guard route.page != .launches, !returned(to: .launches) else { return }
        let replayedRow = route.launch.flatMap { LaunchListReport(library, asOf: instant).row(of: $0) }
        show(.launches) { next in
            next.launch = nil
            next.selection = replayedRow ?? 0
        }
    }

    /// The selected app, or the app the page is about.
    var selectedApp: AppID? {
        switch route.page {
        case .charts: chartReport.flatMap { $0.app(at: selection(in: $0)) }
        case .app: route.app
        case .countries: countriesReport.flatMap { $0.app(at: selection(in: $0)) }
        case .launches:
            launchListReport.rows.isEmpty
                ? nil : launchListReport.rows[selection(of: launchListReport.rows.count)].launch.app
        case .milestones: selectedMilestoneApp
        case .compare: comparedApp
        case .sources: nil
        }
    }

    mutating func showSelectedApp() {
        switch route.page {
        case .app: return
        case .launches:
            let rows = launchListReport.rows
            guard !rows.isEmpty else { return }
            push(Self.route(of: rows[selection(of: rows.count)].launch))
        default:
            guard let app = selectedApp else {
                message = "no app selected"
                return
            }
            show(app: app)
        }
    }

    private mutating func show(app: AppID) {
        if returned(to: .app, where: { $0.app == app }) { return }
        if route.launch == nil, route.isOfLibrary, let launch = library.launch(of: app) {
            return push(Self.route(of: launch))
        }
        pushPage(of: app)
    }

    private mutating func pushPage(of app: AppID) {
        push(Route(page: .app, app: app, launch: route.launch, playhead: route.playhead))
    }

    /// Opens the selected row, keeping the time.
    mutating func open() {
        switch route.page {
        case .charts, .milestones, .compare: showSelectedApp()
        case .app:
            let charts = appReport?.charts ?? []
            guard !charts.isEmpty else {
                message = "this app hasn't been ranked in any chart"
                return
            }
            open(charts[selection(of: charts.count)], selecting: route.app)
        case .countries:
            guard let report = countriesReport, !report.rows.isEmpty else { return }
            let row = report.rows[selection(in: report)]
            route.chart = row.chart
            open(row.chart, selecting: row.app)
        case .launches:
            let rows = launchListReport.rows
            guard !rows.isEmpty else { return }
            push(Self.route(of: rows[selection(of: rows.count)].launch))
            route.playhead.play(from: route.playhead.start)
        case .sources: message = "\(commands.label(.info)) shows the details of a source"
        }
    }

    private mutating func open(_ chart: Chart, selecting app: AppID?) {
        var next = Route(page: .charts, chart: chart, launch: route.launch, playhead: route.playhead)
        next.showsLibrary = route.showsLibrary
        next.selectedApp = app
        push(next)
    }

    private mutating func showCountries() {
        guard route.page != .countries else { return }
        let app = selectedApp
        let chart = route.chart ?? app.flatMap { report(of: $0) }?.charts.first
        guard chart != nil || !ledger.charts.isEmpty else {
            message = "no charts loaded; run launchtop watch SOURCE or launchtop replay FOLDER"
            return
        }
        if returned(to: .countries, where: { $0.app == app && $0.view != .leaders }) { return }
        var next = Route(page: .countries, app: app, launch: route.launch, playhead: route.playhead)
        next.showsLibrary = route.launch == nil && route.isOfLibrary
        next.chart = chart ?? Self.firstChart(of: ledger.charts)
        next.view = app == nil ? .leaders : .app
        push(next)
    }

    private mutating func changeView() {
        let views = PageView.views(of: route.page)
        guard let first = views.first else { return }
        let shown = route.view ?? (route.page == .compare ? compareReport?.openingView : nil) ?? first
        let position = views.firstIndex(of: shown) ?? 0
        route.view = views[(position + 1) % views.count]
        if route.page == .countries, route.view == .app, route.app == nil {
            route.app = countriesReport.flatMap { $0.app(at: selection(in: $0)) }
        }
        message = route.view.map(\.label)
    }
}
