public import Market
public import TimeSeries

/// A copy of all data in the ledger, which pages read while the ledger is being written.
///
/// Each query takes a time, and returns the data as of that time.
public struct LedgerSnapshot: Sendable {
    public internal(set) var registry = AppRegistry()
    public private(set) var rankings: [Chart: RankingSeries] = [:]
    /// All charts with data, sorted.
    public private(set) var charts: [Chart] = []
    public internal(set) var counters = CounterTable()
    /// The listings of apps in the App Store, by storefront.
    public internal(set) var storeListings: [AppID: [Storefront: ListingSeries]] = [:]
    /// The reviews of apps in the App Store, by storefront.
    public internal(set) var storeReviews: [AppID: [Storefront: ReviewSeries]] = [:]
    /// Published figures by app, in the order in which they were added.
    public internal(set) var observations: [AppID: [Observation]] = [:]
    /// Documented launches, sorted by id.
    public internal(set) var launches: [Launch] = []
    public internal(set) var sources: [SourceHealth] = []
    /// The sources of each chart's snapshots, as far as they are known.
    var chartSources: [Chart: [ChartSource]] = [:]

    /// The settings and user changes from which ``watchlist`` is computed.
    public internal(set) var watchlistChoices = Watchlist() { didSet { watchlist = watchlistChoices.apps } }
    /// The apps on the watchlist.
    public private(set) var watchlist: Set<AppID> = []

    /// Download milestones from the settings, in addition to the default ones.
    public var goals: [Int] = []

    /// The part of the archive that is still being loaded; `nil` if everything is loaded.
    public internal(set) var pending: PendingHistory?
    /// The charts that list each app.
    private var listings = ChartListings()
    /// The charts that are missing from ``listings``, because adding them takes longer than searching them a few times.
    private var unindexed: Set<Chart> = []
    /// The range from the first to the last time at which any chart was seen; `nil` if there are no snapshots.
    public private(set) var rankingSpan: TimeRange?

    /// Names that the user entered for apps. They are used for apps that have no name in any data.
    public private(set) var enteredNames: [AppID: String] = [:]

    public init() {}

    /// Sets the names that the user entered for apps.
    public mutating func setEnteredNames(_ names: [AppID: String]) {
        if names != enteredNames { enteredNames = names }
    }

    /// Sets the names and the pairs of ids that the user entered for apps on the watchlist.
    public mutating func setEntered(_ watched: [AppID: WatchedApp]) {
        let pairs = watched.sorted { $0.key < $1.key }.compactMap { app, details in
            details.counterpart.map { (app, $0) }
        }
        var names = watched.compactMapValues(\.name)
        for (app, other) in pairs where names[other] == nil { names[other] = names[app] }
        setEnteredNames(names)
        setEnteredPairs(pairs)
    }

    /// Sets the pairs of ids that the user entered for apps in both stores.
    public mutating func setEnteredPairs(_ pairs: [(AppID, AppID)]) {
        let known = Dictionary(pairs + pairs.map { ($1, $0) }) { first, _ in first }
        if known != watchlistChoices.enteredPairs { watchlistChoices.enteredPairs = known }
    }

    /// Returns the id of an app in the other store, if both ids are on the watchlist; otherwise `nil`.
    public func watchedCounterpart(of app: AppID) -> AppID? {
        guard watchlist.contains(app), let other = watchlistChoices.counterpart(of: app), watchlist.contains(other)
        else { return nil }
        return other
    }

    /// Sets the user's changes to the watchlist: true for an added app, false for a removed one.
    public mutating func watch(changes: [AppID: Bool]) {
        if changes != watchlistChoices.changes { watchlistChoices.changes = changes }
    }

    /// Calls a closure that changes the ranking of a chart, adding the chart if it is new, and returns the closure's
    /// result.
    mutating func change<Result>(_ chart: Chart, _ change: (inout RankingSeries) -> Result) -> Result {
        if rankings[chart] == nil { charts.insert(chart, at: charts.partitioningIndex { chart < $0 }) }
        defer { if let series = rankings[chart] { extendSpan(to: series) } }
        return change(&rankings[chart, default: RankingSeries()])
    }

    private mutating func extendSpan(to series: RankingSeries) {
        guard let first = series.firstSeenTime, let last = series.lastSeenTime else { return }
        let (start, end) = (Timestamp(seconds: first), Timestamp(seconds: last))
        rankingSpan = rankingSpan.map { TimeRange(min($0.start, start), max($0.end, end)) } ?? TimeRange(start, end)
    }

    /// Computes the span again after snapshots were removed.
    mutating func updateSpan() {
        rankingSpan = nil
        for series in rankings.values { extendSpan(to: series) }
    }

    /// Records that the ranking of a chart lists apps with these handles.
    mutating func noteListing(_ handles: some Collection<UInt32>, in chart: Chart) {
        listings.add(handles, to: chart)
    }

    /// Adds the ranking of a chart that has none, without recording which apps it lists.
    mutating func add(unindexed series: RankingSeries, of chart: Chart) {
        change(chart) { $0 = series }
        unindexed.insert(chart)
    }

    /// Removes the ranking of a chart, so that it can be added again.
    mutating func empty(_ chart: Chart) {
        change(chart) { $0 = RankingSeries() }
        unindexed.remove(chart)
    }

    /// Returns the charts that may list an app, in order, with their rankings.
    ///
    /// - Complexity: O(charts that list the app); O(blocks) if there are charts that aren't indexed.
    func rankings(listing handle: UInt32) -> [(chart: Chart, series: RankingSeries)] {
        var found = listings.charts(of: handle)
        if !unindexed.isEmpty {
            found = (found + unindexed.filter { rankings[$0]?.mentions(handle) ?? false }).sorted()
        }
        return found.compactMap { chart in rankings[chart].map { (chart, $0) } }
    }

    /// Removes all charts and their rankings.
    mutating func forgetRankings() {
        (rankings, charts, listings, rankingSpan) = ([:], [], ChartListings(), nil)
        unindexed = []
    }

    public func launch(id: String) -> Launch? { launches.first { $0.id == id } }

    /// Returns the documented launch of an app, or else the first of its surges; `nil` if it has neither.
    public func launch(of app: AppID) -> Launch? {
        let own = launches.filter { $0.app == app }
        return own.first { $0.kind == .launch } ?? own.min { $0.day0 < $1.day0 }
    }

    /// Returns the display name of `app`, or its id if no name is known.
    public func name(of app: AppID, in storefront: Storefront? = nil, asOf instant: Timestamp) -> String {
        registry.appName(of: app, in: storefront, asOf: instant)?.name ?? enteredNames[app]
            ?? watchlistChoices.name(of: app) ?? app.text
    }
}
