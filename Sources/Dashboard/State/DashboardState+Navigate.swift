import Canvas
import History
import Market

extension DashboardState {
    /// The maximum length of the navigation path; older steps are dropped.
    private static let depthLimit = 64

    /// Performs a command that changes the page, chart, app or view.
    ///
    /// - Returns: Whether `command` is such a command.
    mutating func navigate(_ command: Command, _ argument: String) -> Bool {
        if let page = PageID.all.first(where: { $0.command == command }) {
            page.type.show(argument, in: &self)
            return true
        }
        switch command {
        case .open: page().open(in: &self)
        case .back: if route.filter.isEmpty { goBack() } else { filter(by: "") }
        case .country: argument.isEmpty ? chooseCountry() : showChart(called: argument)
        case .chart: argument.isEmpty ? chooseChart() : showChart(called: argument)
        case .view: changeView()
        case .mark: toggleMark()
        default: return false
        }
        return true
    }

    mutating func push(_ next: Route) {
        leaveFocus()
        stack.append(next)
        if stack.count > Self.depthLimit { stack.removeFirst() }
    }

    /// Goes back one step and restores the page's state, except for the instant, which stays the same. On the first
    /// page, shows all panels instead.
    mutating func goBack() {
        guard stack.count > 1 else {
            route.zoomedPanel = nil
            return
        }
        let left = stack.removeLast().current
        leaveFocus()
        // Visiting a page without time doesn't change the time.
        route.playhead.pause()
        continueTime(of: left, in: &route)
    }

    /// Moves a route to the time of the page that the user leaves. If both pages show the same data, the route takes
    /// over the playhead. Otherwise, the route moves to the page's instant if the route's data includes that instant. A
    /// page at the end of its data doesn't pass on its instant. A page without time keeps the playhead for the next
    /// page.
    private func continueTime(of left: Route.KeptPlayhead?, in next: inout Route) {
        guard let left else { return }
        if !next.page.type.hasTime {
            next.kept = left
            next.kept?.playhead.pause()
        } else if left.subject == next.subject {
            next.playhead = left.playhead
        } else if !left.playhead.isAtEnd, next.playhead.bounds.contains(left.playhead.instant) {
            next.playhead.move(to: left.playhead.instant)
        }
    }

    /// Gives a new route the playhead of the current route or, if the new route is about other data, a playhead of its
    /// own at the same instant.
    func keepTime(in next: inout Route) {
        next.playhead = playhead(of: next)
        continueTime(of: route.current, in: &next)
    }

    /// Goes back to the latest matching page in the navigation path and restores its state, except for the instant.
    ///
    /// - Returns: Whether the path contains such a page.
    mutating func returned(to page: PageID, where matches: (Route) -> Bool = { _ in true }) -> Bool {
        guard let position = stack.lastIndex(where: { $0.page == page && matches($0) }) else { return false }
        while stack.count - 1 > position { goBack() }
        return true
    }

    /// Goes back to a page in the navigation path, or shows a new page at the same instant.
    mutating func show(_ page: PageID, _ configure: (inout Route) -> Void) {
        guard !returned(to: page) else { return }
        var next = Route(page: page, launch: route.launch, playhead: route.playhead)
        configure(&next)
        keepTime(in: &next)
        push(next)
    }

    /// Returns a playhead over all data of the route's subject. The playhead is live if the data is live.
    func playhead(of route: Route) -> Playhead {
        Playhead(
            bounds: route.isOfLibrary
                ? Self.bounds(of: library, now: now, isLive: false) : Self.bounds(of: data, now: now, isLive: isLive)
        )
    }

    /// Shows the selected app, or the replay of the selected launch. A replay that was shown before resumes at its
    /// time.
    ///
    /// - Parameter other: The app to show if none is selected.
    mutating func showSelectedApp(orElse other: AppID? = nil) {
        let page = page()
        if let launch = page.selectedLaunch {
            if returned(to: .app, where: { $0.launch == launch.id }) { return }
            var next = Self.route(of: launch)
            if let kept = route.current, kept.subject == next.subject { next.playhead = kept.playhead }
            return push(next)
        }
        guard let app = page.selectedApp ?? other else {
            message = "no app selected"
            return
        }
        show(app: app)
    }

    private mutating func show(app: AppID) {
        if returned(to: .app, where: { $0.app == app }) { return }
        if route.launch == nil, route.isOfLibrary, let launch = library.launch(of: app) {
            var next = Self.route(of: launch)
            continueTime(of: route.current, in: &next)
            return push(next)
        }
        pushPage(of: app, launch: route.launch)
    }

    /// Shows the App page of an app at the same instant. Selects the current page's chart if that chart ranked the app,
    /// otherwise the chart with the best current rank.
    ///
    /// - Parameter launch: The id of the replayed launch; `nil` to show data from sources.
    mutating func pushPage(of app: AppID, launch: String?) {
        let chart = page().selectedChart
        var next = Route(page: .app, app: app, launch: launch, playhead: route.playhead)
        keepTime(in: &next)
        push(next)
        route.selection = selectedChart(of: app, from: chart)
    }

    /// Returns the position of the chart to select on an app's page: `chart` if it ranked the app, otherwise the chart
    /// with the best current rank. Returns 0 if there is no data about the app.
    func selectedChart(of app: AppID, from chart: Chart? = nil) -> Int {
        guard let report = report(of: app, launch: route.launch) else { return 0 }
        if let chart, let position = report.charts.firstIndex(of: chart) { return position }
        let ranks = report.followedCharts.map { report.current(in: $0)?.rank?.value ?? .max }
        return ranks.indices.min { ranks[$0] < ranks[$1] } ?? 0
    }

    /// Opens a chart on a new Charts page with the current playhead.
    mutating func open(_ chart: Chart, selecting app: AppID?) {
        var next = Route(page: .charts, chart: chart, launch: route.launch, playhead: route.playhead)
        next.showsLibrary = route.showsLibrary
        next.selectedApp = app
        push(next)
    }

    /// Switches to the next view of the page.
    mutating func changeView() {
        let (page, views) = (page(), route.page.type.views)
        guard let view = page.view, let position = views.firstIndex(of: view) else { return }
        let next = views[(position + 1) % views.count]
        route.view = next
        message = next.label
    }
}
