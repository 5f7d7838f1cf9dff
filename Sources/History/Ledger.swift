public import Market
public import TimeSeries

/// The one writer of what is known. Readers take `snapshot`, a value that never changes under them.
///
/// The ledger does not know where data came from and judges nothing; it keeps what it is given.
public struct Ledger: Sendable {
    public internal(set) var snapshot = LedgerSnapshot()

    public init() {}

    /// What a list told the ledger.
    public struct Addition: Hashable, Sendable {
        public var change: RankingSeries.Change
        /// Whether a name is new, or was seen at a time at which it wasn't known to be in use.
        public var hasNewNames: Bool

        /// Whether it told anything that was not known.
        public var isNews: Bool { hasNewNames || (change != .known && change != .ignored) }
    }

    /// Adds a chart as somebody saw it.
    ///
    /// - Precondition: each rank and each app at most once, which decoders see to.
    @discardableResult
    public mutating func append(_ seen: ChartSnapshot) -> Addition {
        var hasNewNames = false
        var placings: [RankingSeries.Placing] = []
        placings.reserveCapacity(seen.entries.count)
        for entry in seen.entries {
            let handle = snapshot.registry.register(entry.app, in: seen.chart.store)
            if let name = entry.name {
                let change = snapshot.registry.note(
                    AppName(name, developer: entry.developer),
                    of: handle,
                    in: seen.chart.storefront,
                    at: seen.observedAt
                )
                hasNewNames = hasNewNames || change != .nothing
            }
            placings.append(.init(rank: UInt16(entry.rank.value), id: handle))
        }
        let change = snapshot.change(seen.chart) {
            $0.append(placings, at: seen.observedAt.seconds, isPartial: seen.coverage == .partial)
        }
        return Addition(change: change, hasNewNames: hasNewNames)
    }

    /// The handle by which rankings call an app, a new one where it was never seen.
    public mutating func handle(of app: AppID, in store: Store) -> UInt32 {
        snapshot.registry.register(app, in: store)
    }

    /// Takes over the names of an app in a storefront as an archive stored them.
    public mutating func restore(_ names: ValueHistory<AppName>, of app: AppID, in storefront: Storefront) {
        guard let handle = snapshot.registry.handle(of: app) else { return }
        snapshot.registry.restore(names, of: handle, in: storefront)
    }

    /// Adds a count, in place of an earlier one of the same counter and the same days.
    public mutating func append(_ count: Count, of counter: Counter) {
        snapshot.counters[counter, default: CounterSeries()]
            .add(.init(days: count.days.map(\.number), value: count.value))
    }

    /// Adds a count as somebody told it, of an app that no chart need have listed.
    public mutating func append(_ seen: ReportedCount) {
        _ = snapshot.registry.register(seen.counter.app, in: seen.store)
        append(seen.count, of: seen.counter)
    }

    /// Adds a documented launch: its app, its ranks as partial charts, its figures. A launch of the same id gives way.
    public mutating func append(_ launch: Launch) {
        snapshot.launches.removeAll { $0.id == launch.id }
        snapshot.launches.append(launch)
        snapshot.launches.sort { $0.id < $1.id }
        let handle = snapshot.registry.register(launch.app, in: launch.store)
        // Of an app that has a launch file of its own, a file about a later rise has nothing new to say.
        if launch.kind == .launch || snapshot.registry.naming(of: launch.app, in: nil, asOf: launch.day0.start) == nil {
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
            // Of a rank that was held on some day of many it is not known when.
            guard case .day = observation.period, let chart = observation.chart, let rank = Rank(Int(observation.value))
            else { continue }
            appendRank(rank, of: launch.app, in: chart, at: observation.period.standsFrom)
        }
    }

    /// Places one app among what other launches already say of the same chart at the same instant.
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

    /// Notes how a source is doing, in place of what was noted of it before.
    public mutating func note(_ source: SourceHealth) {
        if let position = snapshot.sources.firstIndex(where: { $0.source == source.source }) {
            snapshot.sources[position] = source
        } else {
            snapshot.sources.append(source)
        }
    }

    /// Sets the apps that the settings put on the watchlist; what was changed by key stays.
    public mutating func watch(_ apps: some Sequence<AppID>) { snapshot.watchlistChoices.settings = Set(apps) }

    /// Sets what was added to the watchlist (true) or removed from it (false) by key.
    public mutating func watch(changes: [AppID: Bool]) { snapshot.watch(changes: changes) }

    /// Sets the thresholds that somebody waits for beside the usual ones.
    public mutating func setGoals(_ goals: [Int]) { snapshot.goals = goals }

    /// Forgets how a source is doing that is followed no longer.
    public mutating func forgetSource(_ source: String) { snapshot.sources.removeAll { $0.source == source } }
}
