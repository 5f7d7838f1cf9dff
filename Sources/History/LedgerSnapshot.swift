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
    public internal(set) var counters: [Counter: CounterSeries] = [:]
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

    /// The time before which data is still being loaded; `nil` if everything is loaded.
    public internal(set) var pendingBefore: Timestamp?

    public init() {}

    /// Sets the user's changes to the watchlist: true for an added app, false for a removed one.
    public mutating func watch(changes: [AppID: Bool]) {
        if changes != watchlistChoices.changes { watchlistChoices.changes = changes }
    }

    /// Calls a closure that changes the ranking of a chart, adding the chart if it is new, and returns the closure's
    /// result.
    mutating func change<Result>(_ chart: Chart, _ change: (inout RankingSeries) -> Result) -> Result {
        if rankings[chart] == nil { charts.insert(chart, at: charts.partitioningIndex { chart < $0 }) }
        return change(&rankings[chart, default: RankingSeries()])
    }

    /// Removes a chart and its ranking.
    mutating func forget(_ chart: Chart) {
        rankings[chart] = nil
        charts.removeAll { $0 == chart }
    }

    public func launch(id: String) -> Launch? { launches.first { $0.id == id } }

    /// Returns the documented launch of an app, or else the first of its surges; `nil` if it has neither.
    public func launch(of app: AppID) -> Launch? {
        let own = launches.filter { $0.app == app }
        return own.first { $0.kind == .launch } ?? own.min { $0.day0 < $1.day0 }
    }

    /// Returns the display name of `app`, or its id if no name is known.
    public func name(of app: AppID, in storefront: Storefront? = nil, asOf instant: Timestamp) -> String {
        registry.appName(of: app, in: storefront, asOf: instant)?.name ?? app.text
    }
}
