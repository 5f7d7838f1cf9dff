import Alerts
import History
import Market

/// The report for the My launch page as of an instant: a summary of each app on the watchlist, and the details of the
/// selected app.
///
/// The watchlist may contain an app that no chart has ever listed. For such an app, each storefront row shows that the
/// app isn't ranked, and when the storefront was last checked.
struct MyLaunchReport: Sendable {
    /// A summary of an app on the watchlist.
    struct Entry: Sendable {
        let watched: WatchedApp
        let name: String
        /// The app's best current position in a chart of the whole store, or its best last known one if none is current;
        /// `nil` if no such chart ranks the app.
        let best: ChartStanding?
        /// The last rank of the deepest chart that doesn't rank the app; `nil` if the app is ranked or there is no
        /// data.
        let depth: Int?
    }

    /// The inputs that entries and details are computed from.
    struct Inputs: Sendable {
        let data: LedgerSnapshot
        let library: LedgerSnapshot
        /// The alerts of this run and earlier ones, in any order.
        let alerts: [SentAlert]
        /// The time after which alerts and milestones are listed.
        let since: Timestamp
        /// The charts that are polled but may have no data yet.
        let polled: [Chart]
        let instant: Timestamp
        let zone: TimeZoneTable
        let newest: NewestSnapshots
    }

    /// The default period for alerts and milestones, in seconds.
    static let defaultPeriod = Day.secondsPerDay

    /// The apps on the watchlist, in the watchlist's order.
    let watched: [WatchedApp]
    /// The position of the selected app; 0 if there are none.
    let selection: Int
    /// The details of the selected app; `nil` if the watchlist is empty.
    let details: MyLaunchDetails?
    let polls: PollStatus
    let inputs: Inputs

    /// The reason why there are no charts.
    var noCharts: String {
        polls.waiting > 0
            ? "no charts yet: the first snapshot is quarantined until another one confirms it" : "no charts yet"
    }

    /// Creates a report about the apps on a watchlist.
    ///
    /// - Parameters:
    ///   - watched: The watchlist. Details are computed only for the selected app.
    ///   - selected: The selected app (default: the first).
    ///   - data: The data from polled or opened sources.
    ///   - library: The documented launches.
    ///   - alerts: The alerts of this run and earlier ones.
    ///   - visit: The last visit; only alerts and milestones since then are listed (default: the last 24 hours).
    ///   - polled: The charts that are polled, shown as "no data" until their first snapshot.
    ///   - peers: The maximum number of documented launches to compare with.
    /// - Complexity: O(charts · log snapshots), plus O(snapshots) for charts that the selected app is new in.
    init(
        of watched: [WatchedApp],
        selected: AppID? = nil,
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        alerts: [SentAlert] = [],
        since visit: Timestamp? = nil,
        polled: [Chart] = [],
        asOf instant: Timestamp,
        zone: TimeZoneTable = .utc,
        peers: Int = SameAge.defaultPeers
    ) {
        let inputs = Inputs(
            data: data,
            library: library,
            alerts: alerts,
            since: min(instant, visit ?? instant - Self.defaultPeriod),
            polled: polled,
            instant: instant,
            zone: zone,
            newest: NewestSnapshots(in: data, asOf: instant)
        )
        self.inputs = inputs
        self.watched = watched
        let selection =
            selected.flatMap { app in watched.firstIndex { $0.app == app || $0.counterpart == app } } ?? 0
        self.selection = selection
        details =
            watched.isEmpty
            ? nil
            : MyLaunchDetails(of: watched[selection], name: inputs.name(of: watched[selection]), inputs, peers: peers)
        polls = PollStatus(of: data.sources, asOf: instant)
    }

    /// The selected app; `nil` if the watchlist is empty.
    var app: AppID? { details?.app }

    /// Returns the app at a position in the watchlist; `nil` if there is no such position.
    func app(at position: Int) -> AppID? { watched.indices.contains(position) ? watched[position].app : nil }

    /// Returns the summary of an app on the watchlist. Summaries are needed only for the list and the tabs of several
    /// apps.
    ///
    /// - Complexity: O(charts · log snapshots).
    func entry(at position: Int) -> Entry { Entry(watched[position], inputs) }

    /// Returns the status of the sources that poll a chart: those whose last response contained it or may have; `nil` if
    /// none does.
    func polls(of chart: Chart?) -> PollStatus? {
        guard let chart else { return polls }
        let sources = inputs.data.sources.filter { source in
            source.isPolled && source.providesCharts
                && (source.charts.isEmpty || source.charts.count == SourceHealth.chartLimit
                    || source.charts.contains(chart))
        }
        return sources.isEmpty ? nil : PollStatus(of: sources, asOf: inputs.instant)
    }

    /// Returns the chart that a storefront row opens; `nil` if there is no such row.
    func chart(at row: Int) -> Chart? { details?.row(at: row)?.chart }

    /// Returns the details of every app, for exports.
    func allDetails(peers: Int = SameAge.defaultPeers) -> [MyLaunchDetails] {
        watched.map { MyLaunchDetails(of: $0, name: inputs.name(of: $0), inputs, peers: peers) }
    }
}

extension MyLaunchReport.Inputs {
    /// Returns the app's current name in the charts. Until a chart lists the app, that's the name entered by the user.
    func name(of watched: WatchedApp) -> String {
        data.registry.appName(of: watched.app, in: nil, asOf: instant)?.name
            ?? watched.counterpart.flatMap { data.registry.appName(of: $0, in: nil, asOf: instant)?.name }
            ?? watched.name
            ?? library.launch(of: watched.app)?.title ?? watched.app.text
    }
}

extension MyLaunchReport.Entry {
    fileprivate init(_ watched: WatchedApp, _ inputs: MyLaunchReport.Inputs) {
        let (ledger, app) = (inputs.data, watched.app)
        self.watched = watched
        name = inputs.name(of: watched)
        let handle = ledger.registry.handle(of: app)
        let store = ledger.registry.store(of: app) ?? app.store
        let known = inputs.newest.overall
            .filter { $0.chart.store == store && $0.isKnown(handle) }
            .map { (snapshot: $0, rank: $0.rank(of: handle)) }
        let kind = NewestSnapshots.mainKind(of: known)
        let ranked = known.filter { $0.rank != nil && $0.snapshot.chart.kind == kind }
        let current = ranked.filter { !$0.snapshot.isStale }
        let best = (current.isEmpty ? ranked : current).min { ($0.rank ?? .first) < ($1.rank ?? .first) }
        self.best = best.map { snapshot, rank in
            ChartStanding(of: app, rank: rank, in: snapshot, ledger: ledger, asOf: inputs.instant, hasMoves: true)
        }
        depth =
            ranked.isEmpty
            ? known.lazy.filter { $0.snapshot.chart.kind == kind }.compactMap(\.snapshot.depth).max() : nil
    }

    /// The best rank as text: "1", ">100" if not ranked, "·" without data.
    var rankText: String { best?.rankText ?? depth.map { ">\($0)" } ?? Symbol.noData }
}
