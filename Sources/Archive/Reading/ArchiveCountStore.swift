import GRDB
public import Market
import Synchronization
public import TimeSeries

/// A store that reads the counts of apps from an archive on demand, and caches them in little memory.
public final class ArchiveCountStore: Sendable {
    private struct Cache {
        var counts: [AppID: [Counter: PackedCounterSeries]] = [:]
        /// The apps, least recently used first.
        var order: [AppID] = []
        var bytes = 0
        var lastDay: Int??
        var lastDays: [Int]?
    }

    private let reader: ArchiveReader
    private let counted: [AppID: [ArchiveCatalog.CountedApp]]
    /// Counters that are left out, because their apps are damaged or their metrics are unknown.
    private let unknown: [ArchiveCatalog.CountedApp]
    private let errors: BlockErrors?
    private let cache = Mutex(Cache())
    /// The apps with counts, and the metrics that are counted for each of them.
    public let metrics: [AppID: Set<Metric>]

    /// The maximum number of bytes in the cache, unless a single app takes more.
    private let limit: Int

    /// The default limit of the cache in bytes. A year of daily counts of an app in 175 storefronts takes about 200 kB.
    public static let cacheBytes = 16 << 20
    /// The number of bytes that a counter takes in the cache besides its counts.
    private static let counterBytes = 200

    /// Creates a store that reads from an archive.
    ///
    /// - Parameters:
    ///   - catalog: The archive's catalog with the apps with counts.
    ///   - limit: The maximum number of bytes in the cache, unless a single app takes more.
    ///   - errors: The receiver of errors for counts that can't be read; `nil` if they aren't shown.
    public init(
        _ reader: ArchiveReader,
        _ catalog: ArchiveCatalog,
        limit: Int = ArchiveCountStore.cacheBytes,
        errors: BlockErrors? = nil
    ) {
        (self.reader, self.limit, self.errors) = (reader, limit, errors)
        var counted: [AppID: [ArchiveCatalog.CountedApp]] = [:]
        var unknown: [ArchiveCatalog.CountedApp] = []
        for group in catalog.countedApps {
            if group.metric != nil, let app = catalog.apps[group.app] {
                counted[app, default: []].append(group)
            } else {
                unknown.append(group)
            }
        }
        (self.counted, self.unknown) = (counted, unknown)
        metrics = counted.mapValues { Set($0.compactMap(\.metric)) }
    }

    /// Returns the counts of an app; `nil` if they can't be read. Damaged rows are left out.
    public func counts(of app: AppID) -> [Counter: PackedCounterSeries]? {
        guard let counted = counted[app] else { return [:] }
        return cache.withLock { cache in
            if let known = cache.counts[app] {
                if cache.order.last != app {
                    cache.order.removeAll { $0 == app }
                    cache.order.append(app)
                }
                return known
            }
            let counts: [Counter: PackedCounterSeries]
            do throws(ArchiveError) {
                var problems: [ArchiveError] = []
                (counts, problems) = try reader.counts(of: counted, app: app)
                for problem in problems { errors?.add(problem) }
            } catch {
                // Locked or an I/O error: reading may succeed next time.
                if error.reason != .locked { errors?.add(error) }
                return nil
            }
            cache.bytes += Self.bytes(counts)
            while cache.bytes > limit, !cache.order.isEmpty {
                let removed = cache.counts.removeValue(forKey: cache.order.removeFirst())
                cache.bytes -= removed.map(Self.bytes) ?? 0
            }
            cache.counts[app] = counts
            cache.order.append(app)
            return counts
        }
    }

    private static func bytes(_ counts: [Counter: PackedCounterSeries]) -> Int {
        counts.values.reduce(0) { $0 + $1.byteCount + counterBytes }
    }

    /// Returns the number of the last day in any count; `nil` if there is none.
    ///
    /// - Complexity: O(apps with counts) for the first call.
    public func lastDay() -> Int? {
        if let known = cache.withLock({ $0.lastDay }) { return known }
        // Locked or an I/O error: reading may succeed next time.
        guard let days = try? reader.lastCountedDay(except: unknown) else { return nil }
        cache.withLock { $0.lastDay = .some(days.last) }
        return days.last
    }

    /// Returns the numbers of the last days of all counts, sorted.
    ///
    /// - Complexity: O(counts) for the first call.
    public func lastDays() -> [Int] {
        if let known = cache.withLock({ $0.lastDays }) { return known }
        guard let days = try? reader.countedDays(except: unknown) else { return [] }
        cache.withLock { $0.lastDays = days }
        return days
    }
}

extension ArchiveReader {
    /// Reads the counts of an app.
    ///
    /// - Returns: The counts, and errors for damaged rows.
    fileprivate func counts(
        of counted: [ArchiveCatalog.CountedApp],
        app: AppID
    ) throws(ArchiveError) -> ([Counter: PackedCounterSeries], [ArchiveError]) {
        try read { database in
            var counters: [Int64: Counter] = [:]
            for group in counted { try counters.merge(group.counters(of: app, database)) { first, _ in first } }
            let numbers = counters.keys.sorted()
            var all: [Counter: PackedCounterSeries] = [:]
            var damage = DailyRow.damage(path)
            do {
                for report in try CounterRow.reports(of: numbers, database) {
                    guard let counter = counters[report.counter] else { continue }
                    let segment = CounterSeries.Segment(days: report.days.map(\.number), value: report.value)
                    all[counter, default: PackedCounterSeries()].add(segment)
                }
                try DailyRow.forEachRow(of: numbers, database) { row in
                    guard let data = row.data, let counter = counters[row.counter],
                        all[counter, default: PackedCounterSeries()].add(data, from: row.span * DailyValues.dayCount)
                    else { return damage.add(row.label) }
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // The counts before the damaged page remain.
                return (
                    all, damage.problems + [ArchiveError(error, path: path, action: "read all counts of \(app.text)")]
                )
            }
            return (all, damage.problems)
        }
    }

    /// Returns the last day in any count except those of some counters.
    fileprivate func lastCountedDay(
        except unknown: [ArchiveCatalog.CountedApp]
    ) throws(ArchiveError) -> (last: Int?, Void) {
        try read { database in
            let excluded = try Set(unknown.flatMap { try $0.numbers(database) })
            let reports = try CounterRow.periods(except: excluded, database).compactMap { $0.last?.number }.max()
            let daily = try DailyRow.lastDay(except: excluded, database)
            return ([reports, daily].compactMap(\.self).max(), ())
        }
    }

    /// Returns the last days of all counts except those of some counters, sorted.
    fileprivate func countedDays(except unknown: [ArchiveCatalog.CountedApp]) throws(ArchiveError) -> [Int] {
        try read { database in
            let excluded = try Set(unknown.flatMap { try $0.numbers(database) })
            let reports = try CounterRow.periods(except: excluded, database).compactMap { $0.last?.number }
            return try Set(reports).union(DailyRow.days(except: excluded, database)).sorted()
        }
    }
}
