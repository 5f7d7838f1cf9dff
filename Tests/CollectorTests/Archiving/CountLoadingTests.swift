import Archive
import Foundation
import GRDB
import History
import Market
import Settings
import Simulation
import Synchronization
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Counts are read from an archive when they are needed")
struct CountLoadingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    private static let apps = (1...4).map { Fixtures.app("\(6_000_000_000 + $0)") }

    private static let counters = apps.flatMap { app in
        ["us", "de", "jp"].flatMap { code in
            [Metric.downloads, .redownloads].map { metric in
                Counter(
                    app: app,
                    metric: metric,
                    scope: Scope(stores: [.appStore], storefronts: Fixtures.storefronts([code]).sorted()),
                    kind: .exact,
                    source: Counter.salesReports
                )
            }
        }
    }

    /// Returns random counts of single days, weeks and overlapping periods, some of them for the same days.
    private static func counts(_ number: Int, using chance: inout SeededGenerator) -> [ReportedCount] {
        (0..<number).map { _ in
            let first = Fixtures.day("2025-12-20").advanced(by: Int.random(in: 0..<150, using: &chance))
            let length = Bool.random(using: &chance) ? 1 : Int.random(in: 1...9, using: &chance)
            let count = Count(
                days: (0..<length).map { first.advanced(by: $0) },
                value: Int64.random(in: -3...4000, using: &chance)
            )
            // The last counter of each app is rarely counted, and the last app never.
            let counter = Int.random(in: 0..<17, using: &chance)
            return ReportedCount(count, of: counters[counter], in: .appStore)
        }
    }

    private func append(_ counts: [ReportedCount]) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(ArchiveBatch(source: "report", snapshots: [], counts: counts))
        try writer.close()
    }

    private func expectSameCounts(_ loaded: LedgerSnapshot, _ expected: LedgerSnapshot, seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        #expect(loaded.counters.isEmpty == expected.counters.isEmpty, "seed \(seed)")
        #expect(loaded.counters.apps == expected.counters.apps, "seed \(seed)")
        #expect(loaded.counters.lastDay == expected.counters.lastDay, "seed \(seed)")
        #expect(loaded.counters.lastDays == expected.counters.lastDays, "seed \(seed)")
        for _ in 0..<60 {
            let app = try #require(Self.apps.randomElement(using: &chance))
            let counter = try #require(Self.counters.randomElement(using: &chance))
            let metric = counter.metric
            let subject = Bool.random(using: &chance) ? Subject.everything : .app(app)
            let time = Fixtures.time("2025-12-15") + Int64.random(in: 0..<160 * 86_400, using: &chance)
            let comment: Comment = "seed \(seed), \(counter) at \(time.iso8601)"
            #expect(loaded.counters[app] == expected.counters[app], comment)
            #expect(loaded.counters[counter] == expected.counters[counter], comment)
            #expect(loaded.counters.counters(of: app) == expected.counters.counters(of: app), comment)
            #expect(loaded.counters.apps(counting: metric) == expected.counters.apps(counting: metric), comment)
            #expect(loaded.counters.has(metric, of: app) == expected.counters.has(metric, of: app), comment)
            #expect(loaded.counters.firstDay(of: app, metric) == expected.counters.firstDay(of: app, metric), comment)
            #expect(
                loaded.counters.lastDays(of: app, metric).sorted()
                    == expected.counters.lastDays(of: app, metric).sorted(),
                comment
            )
            #expect(loaded.counters.countDays(of: app) == expected.counters.countDays(of: app), comment)
            #expect(loaded.span(of: subject) == expected.span(of: subject), comment)
            #expect(loaded.instant(after: time, of: subject) == expected.instant(after: time, of: subject), comment)
            #expect(loaded.instant(before: time, of: subject) == expected.instant(before: time, of: subject), comment)
        }
    }

    @Test(
        "answers are the same as with all counts in memory, also with later counts and a cache that is too small",
        arguments: 1...6,
        [1, ArchiveCountStore.cacheBytes]
    )
    func property(seed: UInt64, limit: Int) throws {
        var chance = SeededGenerator(seed: seed)
        var whole = Ledger()
        for _ in 0..<4 { try append(Self.counts(seed % 3 == 0 ? 4 : 150, using: &chance)) }
        for (counter, count) in try ArchiveReader(path).catalog().counts {
            whole.append(ReportedCount(count, of: counter, in: .appStore))
        }
        let reader = try ArchiveReader(path)
        var loaded = Ledger()
        func readCounts() throws {
            loaded.readCounts(from: ArchiveCountStore(reader, try reader.catalog(hasCounts: false), limit: limit))
        }
        try readCounts()
        try expectSameCounts(loaded.snapshot, whole.snapshot, seed: seed)
        // Counts that arrive later replace those in the archive, and stay when they are written to it.
        let later = Self.counts(40, using: &chance)
        for count in later {
            whole.append(count)
            loaded.append(count)
        }
        try expectSameCounts(loaded.snapshot, whole.snapshot, seed: seed + 100)
        try append(Array(later.prefix(25)))
        try readCounts()
        for count in later.prefix(25) + later.suffix(15) { whole.append(count) }
        for count in later.suffix(15) { loaded.append(count) }
        try expectSameCounts(loaded.snapshot, whole.snapshot, seed: seed + 200)
    }

    @Test("a ledger that is opened doesn't have the counts in memory, and reads them for a page")
    func opening() throws {
        var chance = SeededGenerator(seed: 3)
        let counts = Self.counts(200, using: &chance)
        try append(counts)
        var (whole, loaded) = (Ledger(), Ledger())
        for count in counts { whole.append(count) }
        let configuration = Settings.Configuration()
        try SourceLoader.read(archive: path, about: .watchlist, configuration: configuration, into: &loaded) {
            Issue.record("\($0)")
        }
        try expectSameCounts(loaded.snapshot, whole.snapshot, seed: 3)
    }

    @Test("counts that have been written to the archive needn't be in memory")
    func written() throws {
        var chance = SeededGenerator(seed: 7)
        let earlier = Self.counts(100, using: &chance)
        try append(earlier)
        var (whole, ledger) = (Ledger(), Ledger())
        var loader = try ArchiveLoader(ArchiveReader(path), configuration: .init())
        _ = try loader.loadCatalog(into: &ledger)
        let later = Self.counts(100, using: &chance)
        for count in later { ledger.append(count) }
        #expect(ledger.snapshot.counters.addedCount > 50)
        try append(later)
        try loader.readCounts(in: &ledger, isComplete: true)
        #expect(ledger.snapshot.counters.addedCount == 0)
        for count in earlier + later { whole.append(count) }
        try expectSameCounts(ledger.snapshot, whole.snapshot, seed: 7)
    }

    @Test("a damaged row is left out and shown as an error once")
    func damage() throws {
        var chance = SeededGenerator(seed: 4)
        try append(Self.counts(300, using: &chance))
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(sql: "UPDATE daily SET checksum = 0 WHERE counter = 1 AND span % 2 = 0")
            try $0.execute(sql: "UPDATE daily SET data = X'FFFFFFFF' WHERE counter = 2 AND span % 2 = 0")
        }
        try queue.close()
        let catalog = try ArchiveReader(path).catalog()
        #expect(!catalog.problems.isEmpty)
        var (whole, loaded) = (Ledger(), Ledger())
        for (counter, count) in catalog.counts { whole.append(ReportedCount(count, of: counter, in: .appStore)) }
        let problems = Mutex<[String]>([])
        try SourceLoader.read(archive: path, about: .watchlist, configuration: .init(), into: &loaded) { problem in
            problems.withLock { $0.append(problem) }
        }
        try expectSameCounts(loaded.snapshot, whole.snapshot, seed: 4)
        #expect(Set(problems.withLock { $0 }) == Set(catalog.problems.map(\.description)))
        #expect(problems.withLock { $0.count } == catalog.problems.count)
    }

    @Test("the counts of an app whose row is damaged are left out")
    func damagedApp() throws {
        var chance = SeededGenerator(seed: 5)
        try append(Self.counts(300, using: &chance))
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE app SET checksum = 0 WHERE number = 1") }
        try queue.close()
        var (whole, loaded) = (Ledger(), Ledger())
        for (counter, count) in try ArchiveReader(path).catalog().counts {
            whole.append(ReportedCount(count, of: counter, in: .appStore))
        }
        try SourceLoader.read(archive: path, about: .watchlist, configuration: .init(), into: &loaded) { _ in }
        #expect(whole.snapshot.counters.apps.count == 2)
        try expectSameCounts(loaded.snapshot, whole.snapshot, seed: 5)
    }
}
