import History
public import Market

/// A page and what it shows, saved between runs.
public struct Place: Hashable, Sendable {
    /// The page's name.
    public var page: String
    public var app: AppID?
    public var chart: Chart?
    /// The id of the replayed launch.
    public var launch: String?
    /// The ids of the compared launches and apps.
    public var compared: [String]

    public init(page: String, app: AppID? = nil, chart: Chart? = nil, launch: String? = nil, compared: [String] = []) {
        self.page = page
        self.app = app
        self.chart = chart
        self.launch = launch
        self.compared = compared
    }
}

extension DashboardState {
    /// The current page and what it shows.
    public var place: Place {
        let compared = route.compared.map { item in
            switch item {
            case .launch(let id): id
            case .app(let app): app.text
            }
        }
        return Place(
            page: route.page.name,
            app: route.app,
            chart: route.page.type.isOfChart ? route.chart : nil,
            launch: route.launch,
            compared: compared
        )
    }

    /// Shows the page of an earlier run on top of the first page, unless the user pressed a key in the meantime.
    ///
    /// A page of the library is shown once the library has been loaded. What no longer exists isn't shown.
    public mutating func restore(_ place: Place) {
        restoring = show(place) ? nil : place
        message = nil
    }

    /// Tries again to show the page of an earlier run, after the library has been loaded.
    mutating func restoreAfterLoading() {
        guard isUntouched, let place = restoring else { return }
        restoring = nil
        let shown = message
        _ = show(place)
        message = shown
    }

    /// Shows a page.
    ///
    /// - Returns: Whether everything that it shows was found.
    private mutating func show(_ place: Place) -> Bool {
        guard let page = PageID.all.first(where: { $0.name == place.page }) else { return true }
        if let id = place.launch {
            guard let launch = library.launch(id: id) else { return false }
            push(Self.route(of: launch))
            route.playhead.move(to: launch.passage.end)
            return true
        }
        switch page {
        case .myLaunch:
            if route.page == page, let app = place.app, data.watchlist.contains(app) { route.app = app }
        case .charts:
            guard let chart = place.chart, data.rankings[chart] != nil else { return false }
            if route.page == page { route.chart = chart } else { open(chart, selecting: nil) }
        case .app:
            guard let app = place.app, app.isKnown(in: data) else { return false }
            pushPage(of: app, launch: nil)
        case .countries:
            guard let chart = place.chart, data.rankings[chart] != nil else { return false }
            var next = Route(page: page, chart: chart, app: place.app, playhead: route.playhead)
            next.view = place.app == nil ? .leaders : .app
            push(next)
        case .compare:
            guard !place.compared.isEmpty, !library.launches.isEmpty else { return false }
            compare(place.compared.joined(separator: " "))
        default:
            if route.page != page { page.type.show("", in: &self) }
        }
        return true
    }
}

extension AppID {
    /// Returns whether a ledger has data about the app, or it's on the watchlist.
    fileprivate func isKnown(in ledger: LedgerSnapshot) -> Bool {
        ledger.registry.handle(of: self) != nil || ledger.watchlist.contains(self)
    }
}
