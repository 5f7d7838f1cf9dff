public import Market
public import TimeSeries

/// The in-memory history, with a single writer. Readers use ``snapshot``, a value that doesn't change while they read
/// it.
///
/// The ledger stores data without validating it.
public struct Ledger: Sendable {
    public internal(set) var snapshot = LedgerSnapshot()

    /// The number of reviews added since the number of reviews was last limited.
    var reviewsSinceLimit = 0

    public init() {}

    /// The effect of appending a snapshot to the ledger.
    public struct Addition: Hashable, Sendable {
        public var change: RankingSeries.Change
        /// Whether the snapshot has a new name, or extends the time for which a name is known.
        public var hasNewNames: Bool

        /// Whether the snapshot added anything new.
        public var isNews: Bool { hasNewNames || (change != .known && change != .ignored) }
    }

    /// Appends a snapshot.
    ///
    /// - Parameter source: The label of the source; `nil` if unknown.
    /// - Precondition: Each rank and each app occurs at most once, which decoders guarantee.
    @discardableResult
    public mutating func append(_ chartSnapshot: ChartSnapshot, from source: String? = nil) -> Addition {
        var hasNewNames = false
        var entries: [RankingSeries.Entry] = []
        entries.reserveCapacity(chartSnapshot.entries.count)
        for entry in chartSnapshot.entries {
            let handle = snapshot.registry.register(entry.app, in: chartSnapshot.chart.store)
            if let name = entry.name {
                let change = snapshot.registry.note(
                    AppName(name, developer: entry.developer),
                    of: handle,
                    in: chartSnapshot.chart.storefront,
                    at: chartSnapshot.observedAt
                )
                hasNewNames = hasNewNames || change != .nothing
            }
            entries.append(.init(rank: UInt16(entry.rank.value), id: handle))
        }
        let change = snapshot.change(chartSnapshot.chart) {
            $0.append(entries, at: chartSnapshot.observedAt.seconds, isPartial: chartSnapshot.coverage == .partial)
        }
        if let source {
            let time = chartSnapshot.observedAt
            note(ChartSource(source: source, first: time, last: time), of: chartSnapshot.chart)
        }
        if change == .appended || change == .replaced {
            snapshot.noteListing(entries.map(\.id), in: chartSnapshot.chart)
        }
        return Addition(change: change, hasNewNames: hasNewNames)
    }

    /// Returns the handle that rankings use for an app, and assigns a new one if it has none.
    public mutating func handle(of app: AppID, in store: Store) -> UInt32 {
        snapshot.registry.register(app, in: store)
    }

    /// Merges an app's names in a storefront that were read from an archive. Does nothing if the app has no handle.
    public mutating func restore(_ names: ValueHistory<AppName>, of app: AppID, in storefront: Storefront) {
        guard let handle = snapshot.registry.handle(of: app) else { return }
        snapshot.registry.restore(names, of: handle, in: storefront)
    }

    /// Adds a count, replacing an earlier one of the same counter and days.
    public mutating func append(_ count: Count, of counter: Counter) {
        snapshot.counters.append(count, of: counter)
    }

    /// Adds a reported count. Its app needn't be in any chart.
    public mutating func append(_ report: ReportedCount) {
        _ = snapshot.registry.register(report.counter.app, in: report.store)
        append(report.count, of: report.counter)
    }

    /// Adds a documented launch with its app and figures, replacing a launch with the same id. Its ranks are added as
    /// partial snapshots.
    public mutating func append(_ launch: Launch) {
        snapshot.launches.removeAll { $0.id == launch.id }
        snapshot.launches.append(launch)
        snapshot.launches.sort { $0.id < $1.id }
        let handle = snapshot.registry.register(launch.app, in: launch.store)
        // If the app has a launch file, names from a file about a later surge aren't needed.
        if launch.kind == .launch || snapshot.registry.appName(of: launch.app, in: nil, asOf: launch.day0.start) == nil
        {
            snapshot.registry.note(
                AppName(launch.name, developer: launch.developer),
                of: handle,
                in: nil,
                at: launch.day0.start
            )
        }
        snapshot.observations = Dictionary(grouping: snapshot.launches, by: \.app)
            .mapValues { $0.flatMap(\.observations) }
        for observation in launch.observations where observation.metric == .rank {
            // A rank for a period of several days has no known time.
            guard case .day = observation.period, let chart = observation.chart, let rank = Rank(Int(observation.value))
            else { continue }
            appendRank(rank, of: launch.app, in: chart, at: observation.period.knownFrom)
        }
    }

    /// Adds an app's rank to the partial snapshot of a chart at `instant`, creating the snapshot if no other launch
    /// has. A full snapshot at that time is left unchanged.
    private mutating func appendRank(_ rank: Rank, of app: AppID, in chart: Chart, at instant: Timestamp) {
        var entries: [RankEntry] = []
        if let ranking = snapshot.ranking(of: chart, asOf: instant), ranking.observedAt == instant {
            guard ranking.coverage == .partial else { return }
            entries = ranking.entries
                .filter { $0.app != app && $0.rank != rank }
                .map { RankEntry(rank: $0.rank, app: $0.app) }
        }
        entries.append(RankEntry(rank: rank, app: app))
        append(ChartSnapshot(chart: chart, observedAt: instant, coverage: .partial, entries: entries))
    }

    /// Records the status of a source, replacing its previous status.
    public mutating func note(_ source: SourceHealth) {
        if let position = snapshot.sources.firstIndex(where: { $0.source == source.source }) {
            snapshot.sources[position] = source
        } else {
            snapshot.sources.append(source)
        }
    }

    /// Sets the apps that the settings put on the watchlist. The user's changes stay in effect.
    public mutating func watch(_ apps: some Sequence<AppID>) { snapshot.watchlistChoices.settings = Set(apps) }

    /// Sets the entries that the settings put on the watchlist. The user's changes stay in effect.
    public mutating func watch(entries: [WatchlistEntry]) {
        snapshot.watchlistChoices.entries = entries.filter { $0.name != nil || $0.apps.count > 1 }
        watch(entries.flatMap(\.apps))
    }

    /// Sets the user's changes to the watchlist: true for an added app, false for a removed one.
    public mutating func watch(changes: [AppID: Bool]) { snapshot.watch(changes: changes) }

    /// Sets the names and the pairs of ids that the user entered for apps on the watchlist.
    public mutating func setEntered(_ watched: [AppID: WatchedApp]) { snapshot.setEntered(watched) }

    /// Sets the download milestones from the settings, in addition to the default ones.
    public mutating func setGoals(_ goals: [Int]) { snapshot.goals = goals }

    /// Removes the status of a source that was removed from the settings.
    public mutating func forgetSource(_ source: String) { snapshot.sources.removeAll { $0.source == source } }
}
