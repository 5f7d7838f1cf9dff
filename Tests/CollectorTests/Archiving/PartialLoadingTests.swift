import Archive
import Foundation
import GRDB
import History
import Market
import Settings
import Simulation
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Loading an archive in parts")
struct PartialLoadingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Opens the archive completely, or only what the first frame needs.
    ///
    /// - Parameter memory: The memory limit for rankings, in bytes (default: that of the settings).
    private func open(
        isWhole: Bool,
        _ first: FirstPage = FirstPage(),
        memory: Int? = nil,
        use: ArchiveUse? = nil
    ) throws -> OpenHistory {
        var configuration = Settings.Configuration()
        configuration.memory = memory ?? configuration.memory
        var history = OpenHistory(Ledger(), configuration: configuration) { _ in }
        history.firstPage = first
        history.firstPage.completeBytes = 0
        try history.open(use ?? .read(path), isWhole: isWhole)
        return history
    }

    private func collector(_ history: inout OpenHistory) -> Collector {
        history.collector(log: EventLog { _ in }, zone: .utc, sendsAlerts: false, sourcesJSON: { _, _ in "[]" })
    }

    @Test("an archive loaded in parts answers like one that is loaded at once", arguments: 1...5)
    func property(seed: UInt64) async throws {
        var archive = RandomArchive(seed: seed)
        try archive.write(1500, to: path)
        var chance = SeededGenerator(seed: seed)
        var first = FirstPage()
        first.chart = RandomArchive.charts.randomElement(using: &chance)
        // With every second seed, all full blocks stay on disk and are read by the queries.
        var history = try open(isWhole: false, first, memory: seed.isMultiple(of: 2) ? 0 : nil)
        let opened = Set([first.chart, RandomArchive.charts.min()].compactMap(\.self))
        #expect(history.ledger.snapshot.charts == opened.sorted(), "seed \(seed)")
        #expect(history.ledger.snapshot.pending != nil, "seed \(seed)")
        let unloaded = history.queue.pending?.unloadedCharts ?? 0
        var complete = try open(isWhole: true)
        var whole = complete.takeLedger()
        let partial = collector(&history)
        // New snapshots arrive before and while the rest is loaded.
        let loads = Int.random(in: 0...unloaded, using: &chance)
        for number in 0..<60 {
            let snapshot = archive.snapshot()
            whole.append(snapshot)
            await partial.add(snapshot)
            if number == 30 { await partial.loadNext(loads) }
        }
        await partial.loadHistory()
        let loaded = await partial.ledger.snapshot
        #expect(loaded.pending == nil)
        let expected = whole.snapshot
        if seed.isMultiple(of: 2) {
            let older = loaded.rankings.values.flatMap { $0.blocks.dropLast() }
            #expect(older.contains(where: \.isEvicted) && older.allSatisfy { $0.isEvicted || $0.key == nil })
        }
        #expect(loaded.charts == expected.charts, "seed \(seed)")
        #expect(loaded.stories == expected.stories, "seed \(seed)")
        #expect(loaded.span == expected.span, "seed \(seed)")
        try expectSameAnswers(loaded, expected, of: archive, seed: seed)
    }

    @Test(
        "a replay answers like an archive that is loaded completely, from its first frame on",
        arguments: 1...2,
        [true, false]
    )
    func replay(seed: UInt64, isRegular: Bool) async throws {
        var archive = RandomArchive(seed: seed, isRegular: isRegular)
        try archive.write(1500, to: path)
        let whole = try open(isWhole: true).ledger.snapshot
        var history = try open(isWhole: false, use: .replay(path))
        #expect(history.queue.isEmpty != isRegular, "all charts of an irregular archive are loaded completely")
        func check(_ loaded: LedgerSnapshot) throws {
            #expect(loaded.pending == nil)
            #expect(loaded.charts == whole.charts)
            #expect(loaded.span == whole.span)
            #expect(loaded.stories == whole.stories, "seed \(seed)")
            try expectSameAnswers(loaded, whole, of: archive, seed: seed)
        }
        try check(history.ledger.snapshot)
        let collector = collector(&history)
        await collector.loadNext(2)
        try check(await collector.ledger.snapshot)
        await collector.loadHistory()
        let loaded = await collector.ledger.snapshot
        try check(loaded)
        #expect(loaded.apps(matching: "app 3 jp", limit: 9) == whole.apps(matching: "app 3 jp", limit: 9))
        #expect(loaded.rankings.values.allSatisfy { !$0.blocks.contains(where: \.isEvicted) })
    }

    @Test("a replay keeps showing what the archive had when it was opened")
    func changedReplay() async throws {
        var archive = RandomArchive(seed: 6, isRegular: true)
        try archive.write(1500, to: path)
        let whole = try open(isWhole: true).ledger.snapshot
        var history = try open(isWhole: false, use: .replay(path))
        try archive.write(40, to: path)
        let collector = collector(&history)
        await collector.loadHistory()
        let loaded = await collector.ledger.snapshot
        #expect(loaded.span == whole.span)
        #expect(loaded.rankings.mapValues(\.count) == whole.rankings.mapValues(\.count))
    }

    @Test(
        "the first page has the names, the newest snapshots and the watched apps' charts before anything else is loaded"
    )
    func firstPage() throws {
        var archive = RandomArchive(seed: 3)
        try archive.write(1500, to: path)
        var first = FirstPage()
        first.chart = Fixtures.chart("jp")
        let partial = try open(isWhole: false, first).ledger.snapshot
        let whole = try open(isWhole: true).ledger.snapshot
        let chart = Fixtures.chart("jp")
        #expect(
            partial.rankTable(of: chart, asOf: archive.time, window: 86_400)
                == whole.rankTable(of: chart, asOf: archive.time, window: 86_400)
        )
        #expect(try #require(partial.rankings[chart]).count < #require(whole.rankings[chart]).count)
        first.chart = nil
        first.app = Fixtures.app("6000000001")
        let ofApp = try open(isWhole: false, first).ledger.snapshot
        #expect(ofApp.charts == RandomArchive.charts.sorted())
    }

    @Test("a damaged block that is loaded late is an error of the archive, and everything else is loaded")
    func damage() async throws {
        var archive = RandomArchive(seed: 4)
        try archive.write(1500, to: path)
        let whole = try open(isWhole: true).ledger.snapshot
        let queue = try DatabaseQueue(path: path)
        try await queue.write { database in
            try database.execute(
                sql: "UPDATE block SET data = X'00' WHERE key = (SELECT key FROM block ORDER BY chart, first LIMIT 1)"
            )
        }
        try queue.close()
        var history = try open(isWhole: false)
        let collector = collector(&history)
        await collector.loadHistory()
        let loaded = await collector.ledger.snapshot
        #expect(loaded.pending == nil)
        let error = try #require(loaded.sources.first { $0.source == path }?.error)
        #expect(error.contains("lost the snapshots of"), "\(error)")
        let (found, expected) = (loaded.stories, whole.stories)
        let shorter = RandomArchive.charts.filter { found[$0]?.count != expected[$0]?.count }
        #expect(shorter.count == 1)
        for chart in RandomArchive.charts where !shorter.contains(chart) {
            #expect(found[chart] == expected[chart], "\(chart.title)")
        }
    }
}

extension Collector {
    /// Adds a snapshot as a poll does, without validating it.
    fileprivate func add(_ snapshot: ChartSnapshot) {
        loadHistory(of: [snapshot])
        ledger.append(snapshot)
    }

    /// Loads the next parts of the archive.
    fileprivate func loadNext(_ count: Int) { for _ in 0..<count { loadNext() } }
}
