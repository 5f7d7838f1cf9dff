public import Market
public import TimeSeries

/// The counts of all apps. Those in an archive are read when they are needed.
public struct CounterTable: Sendable {
    /// The counts in memory, which replace those in the store for the same days.
    private var added: [AppID: [Counter: CounterSeries]] = [:]
    private var store: (any ColdCountStore)?
    /// The number of counts in memory.
    public private(set) var addedCount = 0
    /// The version of the counts. Tables with the same version have the same counts.
    public private(set) var version = Version()

    /// An object that identifies a version of the counts.
    public final class Version: Sendable {
        fileprivate init() {}
    }

    public init() {}

    /// Whether there are no counts.
    public var isEmpty: Bool { added.isEmpty && store?.metrics.isEmpty ?? true }

    /// Returns the apps with counts of a metric.
    ///
    /// - Complexity: O(apps + counters in memory).
    public func apps(counting metric: Metric) -> Set<AppID> {
        var apps = Set(added.lazy.filter { $0.value.keys.contains { $0.metric == metric } }.map(\.key))
        for (app, metrics) in store?.metrics ?? [:] where metrics.contains(metric) { apps.insert(app) }
        return apps
    }

    /// The apps with counts.
    public var apps: Set<AppID> { store.map { Set($0.metrics.keys).union(added.keys) } ?? Set(added.keys) }

    /// Returns whether an app has counts of a metric, without reading them.
    public func has(_ metric: Metric, of app: AppID) -> Bool {
        store?.metrics[app]?.contains(metric) ?? false
            || added[app]?.keys.contains { $0.metric == metric } ?? false
    }

    /// Returns the counts of an app, by counter.
    ///
    /// - Complexity: O(counts of the app). They may have to be read.
    public subscript(app: AppID) -> [Counter: CounterSeries] {
        let added = added[app] ?? [:]
        guard let stored = stored(app) else { return added }
        var days = SharedDays()
        var all = stored.mapValues { $0.series(sharing: &days) }
        for (counter, series) in added { all[counter, default: CounterSeries()].add(contentsOf: series) }
        return all
    }

    /// Returns the counts of a counter; `nil` if there are none.
    ///
    /// - Complexity: O(counts of the counter). The counts of the app may have to be read.
    public subscript(counter: Counter) -> CounterSeries? {
        let added = added[counter.app]?[counter]
        guard let stored = stored(counter.app)?[counter] else { return added }
        var days = SharedDays()
        var series = stored.series(sharing: &days)
        if let added { series.add(contentsOf: added) }
        return series
    }

    /// Returns the counters of an app, without its counts.
    public func counters(of app: AppID) -> Set<Counter> {
        Set(added[app]?.keys.map { $0 } ?? []).union(stored(app)?.keys.map { $0 } ?? [])
    }

    /// Whether the counts of an app in the store can be read. It's true if it has none.
    public func isReadable(_ app: AppID) -> Bool {
        guard let store, store.metrics[app] != nil else { return true }
        return store.counts(of: app) != nil
    }

    private func stored(_ app: AppID) -> [Counter: PackedCounterSeries]? {
        guard let store, store.metrics[app] != nil else { return nil }
        return store.counts(of: app)
    }
}

/// Days with counts, which are found without resolving the counts.
extension CounterTable {
    /// The number of the last day in any count; `nil` if there are no counts.
    ///
    /// - Complexity: O(counters in memory).
    public var lastDay: Int? {
        let known = added.values.lazy.flatMap(\.values).compactMap(\.lastDay).max()
        return [known, store?.lastDay()].compactMap(\.self).max()
    }

    /// The numbers of the last days of all counts.
    ///
    /// - Complexity: O(counts in memory).
    public var lastDays: Set<Int> {
        var days = Set(store?.lastDays() ?? [])
        for series in added.values.lazy.flatMap(\.values) {
            for report in series.reports { days.insert(report.lastDay) }
        }
        return days
    }

    /// Returns the number of the last day in each counter of an app, optionally of one metric.
    ///
    /// - Complexity: O(counters of the app). Its counts may have to be read.
    public func lastDays(of app: AppID, _ metric: Metric? = nil) -> [Int] {
        let stored = stored(app) ?? [:]
        let added = added[app] ?? [:]
        return Set(stored.keys).union(added.keys).compactMap { counter in
            guard metric == nil || counter.metric == metric else { return nil }
            return [stored[counter]?.lastDay, added[counter]?.lastDay].compactMap(\.self).max()
        }
    }

    /// Returns the numbers of the last days of an app's counts.
    ///
    /// - Complexity: O(counts of the app). They may have to be read.
    public func countDays(of app: AppID) -> Set<Int> {
        var days: Set<Int> = []
        for series in (stored(app) ?? [:]).values { series.forEachLastDay { days.insert($0) } }
        for series in (added[app] ?? [:]).values { for report in series.reports { days.insert(report.lastDay) } }
        return days
    }

    /// Returns the number of the first day in an app's counts of a metric; `nil` if it has none.
    ///
    /// - Complexity: O(counters of the app). Its counts may have to be read.
    public func firstDay(of app: AppID, _ metric: Metric) -> Int? {
        let stored = (stored(app) ?? [:]).lazy.filter { $0.key.metric == metric }.compactMap(\.value.firstDay).min()
        let added = (added[app] ?? [:]).lazy.filter { $0.key.metric == metric }
            .compactMap { $0.value.reports.first?.days[0] }.min()
        return [stored, added].compactMap(\.self).min()
    }
}

/// Changes, which only the ledger makes.
extension CounterTable {
    /// Adds a count, replacing an earlier one of the same counter and days.
    mutating func append(_ count: Count, of counter: Counter) {
        changeVersion()
        let replaced = added[counter.app, default: [:]][counter, default: CounterSeries()]
            .add(.init(days: count.days.map(\.number), value: count.value))
        if replaced == nil { addedCount += 1 }
    }

    private mutating func changeVersion() {
        // If nothing else refers to the version, nothing can be compared with it.
        if !isKnownUniquelyReferenced(&version) { version = Version() }
    }

    /// Sets the store, and removes counts in memory for which the store has a count of the same days.
    ///
    /// - Parameter isComplete: Whether the store has all counts in memory, which are then removed without reading it.
    mutating func read(from store: any ColdCountStore, isComplete: Bool) {
        changeVersion()
        self.store = store
        if isComplete { added = [:] }
        defer {
            addedCount = added.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.reports.count } }
        }
        for (app, counters) in added {
            guard let stored = stored(app) else { continue }
            var days = SharedDays()
            var rest = counters
            for (counter, series) in counters {
                guard let known = stored[counter]?.series(sharing: &days) else { continue }
                let kept = series.reports.filter { known.report(for: $0.days) == nil }
                rest[counter] = kept.isEmpty ? nil : CounterSeries(kept)
            }
            added[app] = rest.isEmpty ? nil : rest
        }
    }
}
