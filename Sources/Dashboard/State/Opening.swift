public import History
public import Market
import TimeSeries

extension DashboardState {
    /// Returns the time range of a ledger's data, extended to `now` if the data is live. For a ledger without data,
    /// returns the 24 hours before `now`.
    static func bounds(of ledger: LedgerSnapshot, now: Timestamp, isLive: Bool) -> TimeRange {
        guard let span = ledger.span else { return TimeRange(now - Day.secondsPerDay, now) }
        // Live data ends now, even if some of it has a later time.
        return isLive ? TimeRange(min(span.start, now), now) : span
    }

    /// Returns the chart to open first: a US chart if available; `nil` if there are no charts. A chart that isn't
    /// followed any more is opened only if no other is available.
    ///
    /// - Complexity: O(charts).
    static func firstChart(of ledger: LedgerSnapshot) -> Chart? {
        let newest = ledger.charts.map { ledger.rankings[$0]?.lastSeenTime }
        guard let end = newest.compactMap(\.self).max().map({ Timestamp(seconds: $0) }) else {
            return firstChart(of: ledger.charts)
        }
        let followed = zip(ledger.charts, newest).filter { _, seen in
            seen.map { !RankHistory.isOutdated(seen: Timestamp(seconds: $0), isPartial: false, newest: end) } ?? false
        }
        return firstChart(of: followed.map(\.0))
    }

    /// Returns the chart to open first among sorted charts.
    public static func firstChart(of charts: [Chart]) -> Chart? {
        charts.first { $0.storefront.code == "us" } ?? charts.first
    }

    /// Returns a state that shows the library of documented launches at the end of its data.
    public static func openingLibrary(_ library: LedgerSnapshot, now: Timestamp) -> DashboardState {
        let playhead = Playhead(bounds: bounds(of: library, now: now, isLive: false))
        return DashboardState(
            data: LedgerSnapshot(),
            library: library,
            now: now,
            isLive: false,
            start: Route(page: .library, playhead: playhead)
        )
    }

    /// Returns a state that shows the charts of a ledger, live or as a replay from the first instant.
    public static func openingCharts(
        _ data: LedgerSnapshot,
        library: LedgerSnapshot = LedgerSnapshot(),
        now: Timestamp,
        isLive: Bool,
        range: TimeRange? = nil
    ) -> DashboardState {
        let bounds = range ?? bounds(of: data, now: now, isLive: isLive)
        let playhead = Playhead(bounds: bounds, cursor: isLive ? nil : bounds.start)
        return DashboardState(
            data: data,
            library: library,
            now: now,
            isLive: isLive,
            start: Route(page: .charts, chart: firstChart(of: data), playhead: playhead)
        )
    }

    /// Returns a state that replays a documented launch from the start of day 0.
    public static func openingLaunch(
        _ launch: Launch,
        in library: LedgerSnapshot,
        now: Timestamp,
        range: TimeRange? = nil
    ) -> DashboardState {
        DashboardState(
            data: LedgerSnapshot(),
            library: library,
            now: now,
            isLive: false,
            start: route(of: launch, range: range)
        )
    }

    /// Returns a route to the App page of a launch at day 0. By default, the timeline initially shows the launch
    /// period, limited to between 8 and 14 days.
    ///
    /// - Parameter range: The time range to play and to navigate (default: play the launch period, navigate all data).
    static func route(of launch: Launch, range: TimeRange? = nil) -> Route {
        let bounds = range ?? launch.known
        let passage = range == nil ? launch.passage : nil
        let (eighth, fourteenth) = (launch.day0.advanced(by: 7).lastSecond, launch.day0.advanced(by: 13).lastSecond)
        let first = TimeRange(launch.day0.start, min(fourteenth, max(eighth, launch.passage.end)))
        return Route(
            page: .app,
            app: launch.app,
            launch: launch.id,
            playhead: Playhead(
                bounds: bounds,
                passage: passage,
                window: range ?? first,
                cursor: passage?.start ?? bounds.start
            )
        )
    }
}

extension DashboardState {
    /// The subject of a page that is shown at an instant, such as for a screenshot.
    public enum PageSubject: Sendable {
        case chart(Chart)
        case app(AppID)
        /// The reviews of an app that match a filter.
        case reviews(AppID, filter: String)
        /// A chart in all storefronts: the ranks of an app, or the leaders if the app is `nil`.
        case countries(Chart, AppID?)
        case library
        case launch(Launch)
        case sources
    }

    /// Returns a state that shows a page at an instant.
    public static func showing(_ subject: PageSubject, in ledger: LedgerSnapshot, at instant: Timestamp)
        -> DashboardState
    {
        let span = bounds(of: ledger, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        let playhead = Playhead(bounds: bounds, cursor: instant)
        var start =
            switch subject {
            case .chart(let chart): Route(page: .charts, chart: chart, playhead: playhead)
            case .app(let app): Route(page: .app, app: app, playhead: playhead)
            case .reviews(let app, let filter): reviews(app, filter: filter, playhead)
            case .countries(let chart, let app): countries(chart, app, in: ledger, playhead)
            case .library: Route(page: .library, playhead: playhead)
            case .launch(let launch): route(of: launch)
            case .sources: Route(page: .sources, playhead: playhead)
            }
        start.playhead.move(to: instant)
        var state = DashboardState(data: ledger, library: ledger, now: instant, isLive: false, start: start)
        if case .app(let app) = subject { state.route.selection = state.selectedChart(of: app) }
        return state
    }

    private static func reviews(_ app: AppID, filter: String, _ playhead: Playhead) -> Route {
        var route = Route(page: .reviews, app: app, playhead: playhead)
        route.filter = filter
        return route
    }

    /// Returns a route to a Countries page with the first row selected.
    private static func countries(
        _ chart: Chart,
        _ app: AppID?,
        in ledger: LedgerSnapshot,
        _ playhead: Playhead
    ) -> Route {
        let rows = CountriesReport(of: chart, app: app, in: ledger, asOf: playhead.instant).rows
        var route = Route(page: .countries, chart: rows.first?.chart ?? chart, app: app, playhead: playhead)
        route.view = app == nil ? .leaders : .app
        return route
    }

    /// Sets the start time and speed from the command line. A replay without a start time starts playing.
    public mutating func start(at instant: Timestamp?, speed: Int?) {
        if let speed { route.playhead.setSpeed(speed) }
        guard !isLive, !route.page.type.isOfLibrary else { return }
        if let instant {
            route.playhead.move(to: instant)
        } else {
            route.playhead.play(from: route.playhead.start)
        }
    }
}

extension DashboardState {
    /// Opens the App page of an app on top of the first page. A documented launch is shown at the end of its launch
    /// period.
    public mutating func start(onApp app: AppID) {
        showApp(called: app.text)
        showEnd()
    }

    /// Opens the replay of a documented launch on top of the first page, at the end of the launch period.
    public mutating func start(on launch: Launch) {
        push(Self.route(of: launch))
        showEnd()
    }

    /// Opens a comparison of launches and apps on top of the first page.
    public mutating func start(comparing items: [CompareItem]) { compare(items) }

    /// Moves the time cursor of the current page.
    public mutating func show(at instant: Timestamp) { route.playhead.move(to: instant) }

    private mutating func showEnd() {
        guard let launch = route.launch.flatMap({ library.launch(id: $0) }) else { return }
        route.playhead.move(to: launch.passage.end)
    }
}
