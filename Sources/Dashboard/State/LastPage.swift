import History
public import Market

/// A page and what it shows, saved between runs.
public struct LastPage: Hashable, Sendable {
    /// The page's name.
    public var page: String
    public var app: AppID?
    public var chart: Chart?
    /// The id of the replayed launch.
    public var launch: String?
    /// The ids of the compared launches and apps.
    public var compared: [String]
    /// The app that was selected last on the My launch page; `nil` if none was.
    public var watched: AppID?
    /// The time when the page was last shown, or the Unix epoch if unknown.
    public var at: Timestamp
    /// The name of the column that the rows are sorted by, and whether the order is reversed; `nil` for the default.
    public var sort: (column: String, isReversed: Bool)? {
        get { column.map { ($0, isReversed) } }
        set { (column, isReversed) = (newValue?.column, newValue?.isReversed ?? false) }
    }
    private var column: String?
    private var isReversed = false
    /// The name of the page's view; `nil` for the default.
    public var view: String?

    public init(
        page: String,
        app: AppID? = nil,
        chart: Chart? = nil,
        launch: String? = nil,
        compared: [String] = [],
        watched: AppID? = nil,
        at: Timestamp = Timestamp(seconds: 0)
    ) {
        self.page = page
        self.app = app
        self.chart = chart
        self.launch = launch
        self.compared = compared
        self.watched = watched
        self.at = at
    }
}

extension DashboardState {
    /// The current page and what it shows.
    public var lastPage: LastPage {
        let compared = route.compared.map { item in
            switch item {
            case .launch(let id): id
            case .app(let app): app.text
            }
        }
        var lastPage = LastPage(
            page: route.page.name,
            app: route.app,
            chart: route.page.type.isOfChart ? route.chart : nil,
            launch: route.launch,
            compared: compared,
            watched: myLaunchRoute.flatMap { stack[$0].app },
            at: now
        )
        lastPage.sort = route.sort.map { ($0.column, $0.isReversed) }
        lastPage.view = route.view?.rawValue
        return lastPage
    }

    /// Shows a page from an earlier run on top of the first page, unless the user pressed a key in the meantime.
    ///
    /// A page that needs the library is shown once the library has been loaded. A page whose subject no longer exists
    /// isn't shown.
    public mutating func restore(_ lastPage: LastPage) {
        if let app = lastPage.watched, data.watchlist.contains(app), let position = myLaunchRoute {
            stack[position].app = app
        }
        restoring = show(lastPage) ? nil : lastPage
        message = nil
    }

    /// Tries again to show the page from an earlier run, after the library has been loaded.
    mutating func restoreAfterLoading() {
        guard isUntouched, let lastPage = restoring else { return }
        restoring = nil
        let shown = message
        _ = show(lastPage)
        message = shown
    }

    /// Shows a page with its sort order and view.
    ///
    /// - Returns: `false` if the subject of the page wasn't found; otherwise `true`.
    private mutating func show(_ lastPage: LastPage) -> Bool {
        guard open(lastPage) else { return false }
        guard route.page.name == lastPage.page else { return true }
        if let sort = lastPage.sort, page().sortChoices.contains(where: { $0.name == sort.column }) {
            route.sort = Sort(column: sort.column, isReversed: sort.isReversed)
        }
        if let view = lastPage.view.flatMap({ PageView(rawValue: $0) }), route.page.type.views.contains(view) {
            route.view = view
        }
        return true
    }

    private mutating func open(_ lastPage: LastPage) -> Bool {
        guard let page = PageID.all.first(where: { $0.name == lastPage.page }) else { return true }
        if let id = lastPage.launch {
            guard let launch = library.launch(id: id) else { return false }
            push(Self.route(of: launch))
            route.playhead.move(to: launch.passage.end)
            return true
        }
        switch page {
        case .charts:
            guard let chart = lastPage.chart, data.rankings[chart] != nil else { return false }
            if route.page == page { route.chart = chart } else { open(chart, selecting: nil) }
        case .app:
            guard let app = lastPage.app, app.isKnown(in: data) else { return false }
            pushPage(of: app, launch: nil)
        case .reviews:
            guard let app = lastPage.app, app.isKnown(in: data) else { return false }
            page.type.show(app.text, in: &self)
        case .countries:
            guard let chart = lastPage.chart, data.rankings[chart] != nil else { return false }
            var next = Route(page: page, chart: chart, app: lastPage.app, playhead: route.playhead)
            next.view = lastPage.app == nil ? .leaders : .app
            push(next)
        case .compare:
            guard !lastPage.compared.isEmpty, !library.launches.isEmpty else { return false }
            compare(lastPage.compared.joined(separator: " "), isAlone: true)
        default:
            if route.page != page { page.type.show("", in: &self) }
        }
        return true
    }
}

extension AppID {
    /// Returns whether a ledger has data about the app, or the app is on the ledger's watchlist.
    func isKnown(in ledger: LedgerSnapshot) -> Bool {
        ledger.registry.handle(of: self) != nil || ledger.watchlist.contains(self)
    }
}
