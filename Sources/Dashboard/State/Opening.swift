public import History
public import Market

extension DashboardState {
    /// All the time that a ledger covers, up to `now` where it is live; a day around `now` where it is empty.
    static func bounds(of ledger: LedgerSnapshot, now: Timestamp, isLive: Bool) -> TimeRange {
        guard let span = ledger.span else { return TimeRange(now - Day.secondsPerDay, now) }
        // Live is as of now, also where the data hold something that is stamped later.
        return isLive ? TimeRange(min(span.start, now), now) : span
    }

    /// The chart to begin with: the United States' where there is one.
    static func firstChart(of ledger: LedgerSnapshot) -> Chart? { firstChart(of: ledger.charts) }

    static func firstChart(of charts: [Chart]) -> Chart? {
        charts.first { $0.storefront.code == "us" } ?? charts.first
    }

    /// The library of launches, as of the end of what is known.
    public static func openingLibrary(_ library: LedgerSnapshot, now: Timestamp) -> DashboardState {
        let playhead = Playhead(bounds: bounds(of: library, now: now, isLive: false))
        return DashboardState(
            data: LedgerSnapshot(),
            library: library,
            now: now,
            isLive: false,
            start: Route(page: .launches, playhead: playhead)
        )
    }

    /// The charts of a ledger: live at their end, or as a replay at their first instant.
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

    /// A documented launch at the beginning of its day 0.
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

    /// The App page of a launch, standing at day 0 and showing its first eight days, or all of its passage up to a
    /// fortnight: at its end the first day is still in sight.
    ///
    /// - Parameter range: what is played, and all that can be reached; its passage and all that is known without it.
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
    /// What a still picture is of.
    public enum Still: Sendable {
        case chart(Chart)
        case app(AppID)
        /// A chart in all storefronts: an app's ranks there, or who leads.
        case countries(Chart, AppID?)
        case launches
        case launch(Launch)
    }

    /// A page standing at an instant.
    public static func still(of still: Still, in ledger: LedgerSnapshot, at instant: Timestamp) -> DashboardState {
        let span = bounds(of: ledger, now: instant, isLive: false)
        let bounds = TimeRange(min(span.start, instant), max(span.end, instant))
        let playhead = Playhead(bounds: bounds, cursor: instant)
        var start =
            switch still {
            case .chart(let chart): Route(page: .charts, chart: chart, playhead: playhead)
            case .app(let app): Route(page: .app, app: app, playhead: playhead)
            case .countries(let chart, let app): countries(chart, app, in: ledger, playhead)
            case .launches: Route(page: .launches, playhead: playhead)
            case .launch(let launch): route(of: launch)
            }
        start.playhead.move(to: instant)
        return DashboardState(data: ledger, library: ledger, now: instant, isLive: false, start: start)
    }

    /// With the first row selected.
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

    /// Begins at an instant and a speed that were asked for, and plays where it is a replay.
    public mutating func start(at instant: Timestamp?, speed: Int?) {
        if let speed { route.playhead.setSpeed(speed) }
        guard !isLive, route.page != .launches else { return }
        if let instant {
            route.playhead.move(to: instant)
        } else {
            route.playhead.play(from: route.playhead.start)
        }
    }
}
