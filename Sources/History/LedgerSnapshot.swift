public import Market
public import TimeSeries

/// Everything known, as a value: what pages draw from while the ledger's writer goes on.
///
/// Every question takes an instant and is answered as of it; there is no "current" state.
public struct LedgerSnapshot: Sendable {
    public internal(set) var registry = AppRegistry()
    public private(set) var rankings: [Chart: RankingSeries] = [:]
    /// Every chart that was ever seen, in order.
    public private(set) var charts: [Chart] = []
    public internal(set) var counters: [Counter: CounterSeries] = [:]
    /// Published figures by app, in the order they were given.
    public internal(set) var observations: [AppID: [Observation]] = [:]
    /// By id.
    public internal(set) var launches: [Launch] = []
    public internal(set) var sources: [SourceHealth] = []

    /// The settings' and the user's choices from which ``watchlist`` is computed.
    public internal(set) var watchlistChoices = Watchlist() { didSet { watchlist = watchlistChoices.apps } }
    /// The apps on the watchlist.
    public private(set) var watchlist: Set<AppID> = []

    /// Downloads that somebody waits for, beside the usual milestones.
    public var goals: [Int] = []

    /// Before this instant more is known than is here: it is still being read. `nil` where all is here.
    public internal(set) var pendingBefore: Timestamp?

    public init() {}

    /// Sets what was added to the watchlist (true) or removed from it (false) by key.
    public mutating func watch(changes: [AppID: Bool]) {
        if changes != watchlistChoices.changes { watchlistChoices.changes = changes }
    }

    /// Changes what is known of a chart, also of one that was never seen.
    mutating func change<Result>(_ chart: Chart, _ change: (inout RankingSeries) -> Result) -> Result {
        if rankings[chart] == nil { charts.insert(chart, at: charts.partitioningIndex { chart < $0 }) }
        return change(&rankings[chart, default: RankingSeries()])
    }

    /// Forgets a chart.
    mutating func forget(_ chart: Chart) {
        rankings[chart] = nil
        charts.removeAll { $0 == chart }
    }

    public func launch(id: String) -> Launch? { launches.first { $0.id == id } }

    /// What is documented of an app: its launch, or else the first of its surges.
    public func launch(of app: AppID) -> Launch? {
        let own = launches.filter { $0.app == app }
        return own.first { $0.kind == .launch } ?? own.min { $0.day0 < $1.day0 }
    }

    /// The name to show for `app`, its id where no feed gave one.
    public func name(of app: AppID, in storefront: Storefront? = nil, asOf instant: Timestamp) -> String {
        registry.naming(of: app, in: storefront, asOf: instant)?.name ?? app.text
    }
}
