import Canvas
import History
import Market

extension DashboardState {
    /// Longest drill-down; the oldest step is forgotten beyond it.
    private static let depthLimit = 64

    /// Goes to another page, chart, app or view.
    ///
    /// - Returns: whether `command` was one of that sort.
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
            let isOfLibrary = place.isOfLibrary || (data.charts.isEmpty && data.counters.isEmpty)
            show(.milestones) { $0.showsLibrary = isOfLibrary }
        case .feeds: show(.feeds) { _ in }
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

    mutating func push(_ next: Place) {
        leaveFocus()
        stack.append(next)
        if stack.count > Self.depthLimit { stack.removeFirst() }
    }

    /// One step back. The page is found as it was left, but at the time to which one has moved since.
    mutating func goBack() {
        guard stack.count > 1 else {
            if place.maximised != nil { place.maximised = nil } else { filter(by: "") }
            return
        }
        let left = stack.removeLast()
        leaveFocus()
        if left.subject == place.subject { place.playhead = left.playhead } else { place.playhead.pause() }
    }

    /// A page that was come through on the way here, as it was left.
    ///
    /// - Returns: whether there is one.
    private mutating func returned(to page: Page, where isIt: (Place) -> Bool = { _ in true }) -> Bool {
        guard let position = stack.lastIndex(where: { $0.page == page && isIt($0) }) else { return false }
        while stack.count - 1 > position { goBack() }
        return true
    }

    /// A page about the same time as this one, where it is of the same data.
    mutating func show(_ page: Page, _ set: (inout Place) -> Void) {
        guard !returned(to: page) else { return }
        var next = Place(page: page, launch: page == .feeds ? nil : place.launch, playhead: place.playhead)
        set(&next)
        if next.subject != place.subject { next.playhead = playhead(of: next) }
        push(next)
    }

    /// A playhead over all that the place is about, live where that is.
    func playhead(of place: Place) -> Playhead {
        Playhead(
            bounds: place.isOfLibrary
                ? Self.bounds(of: library, now: now, isLive: false) : Self.bounds(of: data, now: now, isLive: isLive)
        )
    }

    private mutating func showCharts() {
        guard place.page != .charts, !returned(to: .charts) else { return }
        let isOfLaunch = place.launch != nil
        guard isOfLaunch || !data.charts.isEmpty else {
            message = "no chart is loaded; open one with: launchtop watch SOURCE, or launchtop replay FOLDER"
            return
        }
        let listing = isOfLaunch || !place.isOfLibrary ? selectedApp.flatMap { report(of: $0) }?.charts.first : nil
        let chart = listing ?? Self.firstChart(of: isOfLaunch ? library : data)
        let app = listing == nil ? nil : selectedApp
        show(.charts) { next in
            next.chart = chart
            next.selectedApp = app
        }
    }

    private mutating func showLaunches() {
        guard place.page != .launches, !returned(to: .launches) else { return }
        let replayed = place.launch.flatMap { LaunchListReport(library, asOf: instant).row(of: $0) }
        show(.launches) { next in
            next.launch = nil
            next.selection = replayed ?? 0
        }
    }

    /// The app that is selected or shown.
    var selectedApp: AppID? {
        switch place.page {
        case .charts: chartReport.flatMap { $0.app(at: selection(in: $0)) }
        case .app: place.app
        case .countries: countriesReport.flatMap { $0.app(at: selection(in: $0)) }
        case .launches:
            launchListReport.rows.isEmpty
                ? nil : launchListReport.rows[selection(of: launchListReport.rows.count)].launch.app
        case .milestones: selectedMilestoneApp
        case .compare: comparedApp
        case .feeds: nil
        }
    }

    mutating func showSelectedApp() {
        switch place.page {
        case .app: return
        case .launches:
            let rows = launchListReport.rows
            guard !rows.isEmpty else { return }
            push(Self.place(of: rows[selection(of: rows.count)].launch))
        default:
            guard let app = selectedApp else {
                message = "no app is selected here"
                return
            }
            show(app: app)
        }
    }

    private mutating func show(app: AppID) {
        if returned(to: .app, where: { $0.app == app }) { return }
        if place.launch == nil, place.isOfLibrary, let launch = library.launch(of: app) {
            return push(Self.place(of: launch))
        }
        show(newPageOf: app)
    }

    private mutating func show(newPageOf app: AppID) {
        push(Place(page: .app, app: app, launch: place.launch, playhead: place.playhead))
    }

    /// Drills down, taking the playhead along.
    mutating func open() {
        switch place.page {
        case .charts, .milestones, .compare: showSelectedApp()
        case .app:
            let charts = appReport?.charts ?? []
            guard !charts.isEmpty else {
                message = "it was not seen on a chart"
                return
            }
            open(charts[selection(of: charts.count)], selecting: place.app)
        case .countries:
            guard let report = countriesReport, !report.rows.isEmpty else { return }
            let row = report.rows[selection(in: report)]
            place.chart = row.chart
            open(row.chart, selecting: row.app)
        case .launches:
            let rows = launchListReport.rows
            guard !rows.isEmpty else { return }
            push(Self.place(of: rows[selection(of: rows.count)].launch))
            place.playhead.play(from: place.playhead.start)
        case .feeds: message = "\(commands.label(.source)) says all there is to say of a feed"
        }
    }

    private mutating func open(_ chart: Chart, selecting app: AppID?) {
        var next = Place(page: .charts, chart: chart, launch: place.launch, playhead: place.playhead)
        next.showsLibrary = place.showsLibrary
        next.selectedApp = app
        push(next)
    }

    private mutating func showCountries() {
        guard place.page != .countries else { return }
        let app = selectedApp
        let chart = place.chart ?? app.flatMap { report(of: $0) }?.charts.first
        guard chart != nil || !ledger.charts.isEmpty else {
            message = "no chart is loaded; open one with: launchtop watch SOURCE, or launchtop replay FOLDER"
            return
        }
        if returned(to: .countries, where: { $0.app == app && $0.view != .leaders }) { return }
        var next = Place(page: .countries, app: app, launch: place.launch, playhead: place.playhead)
        next.showsLibrary = place.launch == nil && place.isOfLibrary
        next.chart = chart ?? Self.firstChart(of: ledger.charts)
        next.view = app == nil ? .leaders : .app
        push(next)
    }

    private mutating func changeView() {
        let views = PageView.views(of: place.page)
        guard let first = views.first else { return }
        let shown = place.view ?? (place.page == .compare ? compareReport?.openingView : nil) ?? first
        let position = views.firstIndex(of: shown) ?? 0
        place.view = views[(position + 1) % views.count]
        if place.page == .countries, place.view == .app, place.app == nil {
            place.app = countriesReport.flatMap { $0.app(at: selection(in: $0)) }
        }
        message = place.view.map(\.label)
    }
}
