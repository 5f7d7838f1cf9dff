import Archive
import ClickHouse
import Foundation
import History
import Input
import Market
import Settings
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite(
    "Replicating an archive and reading the engine",
    .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"),
    .serialized
)
struct ReplicationTests {
    private let folder: TemporaryFolder
    private let server: ClickHouseServer

    init() throws {
        (folder, server) = (try TemporaryFolder(), try ClickHouseServer())
        try EngineClient(try server.address(), password: nil).createTables(EngineSchema(database: "launchtop"))
    }

    private func path(_ name: String) -> String { folder.url.appendingPathComponent("\(name).sqlite").path }

    private func engineLedger() throws -> (ledger: LedgerSnapshot, problems: [String]) {
        var ledger = Ledger()
        var problems: [String] = []
        try SourceLoader.read(
            engine: "clickhouse://127.0.0.1:\(server.port)/launchtop",
            where: { _ in true },
            needsAllCharts: true,
            configuration: Settings.Configuration(),
            into: &ledger,
            report: { problems.append($0) }
        )
        return (ledger.snapshot, problems)
    }

    private func archiveLedger(_ name: String) throws -> LedgerSnapshot {
        var ledger = Ledger()
        try SourceLoader.read(
            archive: path(name),
            where: { _ in true },
            needsAllApps: true,
            configuration: Settings.Configuration(),
            into: &ledger,
            report: { _ in }
        )
        return ledger.snapshot
    }

    @Test("an engine shows the same history as the archive, also while it grows and after the server was killed")
    func same() async throws {
        var archive = RandomArchive(seed: 1)
        try archive.write(900, to: path("a"))
        let recorder = try EngineRecorder(path("a"), to: server.address(), number: 7)
        #expect(try await recorder.isComplete())
        var loader = try EngineLoader(EngineReader(EngineClient(server.address(), password: nil)), memory: 1 << 30)
        var followed = Ledger()
        try loader.loadFacts(into: &followed)
        _ = try loader.load(loader.charts, into: &followed)
        for round in 0..<3 {
            if round == 1 { server.kill() }
            for _ in 0..<40 {
                await recorder.collector.keep(ArchiveBatch(source: "random", snapshots: [archive.snapshot()]))
            }
            await recorder.collector.keep(counts(round))
            if round == 1 { try server.start() }
            #expect(try await recorder.isComplete())
            _ = try loader.loadChanges(into: &followed)
        }
        await recorder.end()
        let expected = try archiveLedger("a")
        let (read, problems) = try engineLedger()
        #expect(problems.isEmpty)
        expectSameHistory(read, expected, "read at once")
        expectSameHistory(followed.snapshot, expected, "followed")
        try server.query("OPTIMIZE TABLE launchtop.rankings FINAL")
        expectSameHistory(try engineLedger().ledger, expected, "after a merge")
    }

    private func counts(_ round: Int) -> ArchiveBatch {
        let app = Fixtures.app("6000000001")
        let scope = Scope(stores: [.appStore], storefronts: [Fixtures.chart().storefront])
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .exact, source: "report")
        let days = [Fixtures.day("2026-03-01"), Fixtures.day("2026-03-02")]
        let listing = ListingReading(
            app,
            in: Fixtures.chart().storefront,
            at: Fixtures.time("2026-03-01") + Int64(round) * 7200,
            ListingState(
                ratingCount: Int64(10 + round),
                averageRating: 4.5,
                version: "1.\(round)",
                price: Price("4.99", currency: "USD")
            )
        )
        return ArchiveBatch(
            source: "report",
            snapshots: [],
            counts: [
                ReportedCount(Count(days: days, value: Int64(100 + round)), of: counter, in: .appStore),
                ReportedCount(Count(days: [days[round % 2]], value: Int64(40 + round)), of: counter, in: .appStore),
            ],
            listings: [listing]
        )
    }

    @Test("two collectors of one chart give the union of their snapshots, and conflicts are reported")
    func union() async throws {
        let times = ["2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z"]
        let lists = [["1", "2"], ["2", "1"], ["2", "1"], ["3", "2"]]
        func snapshot(_ index: Int) -> ChartSnapshot { Fixtures.snapshot(lists[index], at: times[index]) }
        var expected = Ledger()
        for index in 0...3 { expected.append(snapshot(index), from: "s") }
        // Each archive has every second snapshot, and both have the last one.
        for (number, name, indices) in [(UInt32(7), "a", [0, 2, 3]), (9, "b", [1, 3])] {
            let recorder = try EngineRecorder(path(name), to: server.address(), number: number)
            await recorder.collector.keep(ArchiveBatch(source: "s", snapshots: indices.map(snapshot)))
            #expect(try await recorder.isComplete())
            await recorder.end()
        }
        let (union, problems) = try engineLedger()
        #expect(problems.isEmpty)
        expectSameHistory(union, expected.snapshot, "union")
        let recorder = try EngineRecorder(path("b"), to: server.address(), number: 9)
        let conflicting = Fixtures.snapshot(["5", "6"], at: times[0])
        await recorder.collector.keep(ArchiveBatch(source: "s", snapshots: [conflicting]))
        #expect(try await recorder.isComplete())
        await recorder.end()
        let (replaced, conflicts) = try engineLedger()
        #expect(
            conflicts.map { $0.components(separatedBy: "launchtop: ").last } == [
                "snapshot of App Store, US Top Free at 2026-03-01T10:00:00Z conflicts with another collector's; kept the one "
                    + "sent last"
            ]
        )
        #expect(
            replaced.ranking(of: Fixtures.chart(), asOf: Fixtures.time(times[0]))?.entries.map(\.app.text) == [
                "5", "6",
            ]
        )
    }

    @Test("half a batch isn't shown, and sending everything again changes nothing")
    func half() async throws {
        var archive = RandomArchive(seed: 2)
        try archive.write(300, to: path("a"))
        var recorder = try EngineRecorder(path("a"), to: server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        let expected = try archiveLedger("a")
        // The engine lost its batches, and a collector crashed while it sent one again.
        for table in ["batches", "snapshots"] { try server.query("TRUNCATE TABLE launchtop.\(table)") }
        #expect(try engineLedger().ledger.charts.isEmpty)
        recorder = try EngineRecorder(path("a"), to: server.address(), number: 7)
        let end = ContinuousClock.now + .seconds(60)
        while try server.query("SELECT count() FROM launchtop.batches") == "0\n", ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await recorder.isComplete())
        await recorder.end()
        expectSameHistory(try engineLedger().ledger, expected, "sent again")
    }

    @Test("a replication follows its settings, and sends what is left when it ends")
    func live() async throws {
        for name in ["first", "second"] {
            try EngineClient(try server.address(name), password: nil).createTables(EngineSchema(database: name))
        }
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        try history.open(.write(path("a"), isExplicit: true), isWhole: true)
        let log = EventLog { _ in }
        let collector = history.collector(log: log, zone: .utc, sendsAlerts: false, sourcesJSON: { _, _ in "[]" })
        let replication = LiveReplication(of: collector, Settings.Configuration(), log: log) { configuration in
            if configuration.replication.password != nil { throw Failure("no password") }
            return configuration.replication.address.map { EngineClient($0, password: nil) }
        }
        let task = Task { await replication.run(startingWith: nil) }
        #expect(await replication.finish() == nil)
        var configuration = Settings.Configuration()
        for (number, name) in ["first", "second"].enumerated() {
            let time = "2026-03-01T1\(number):00:00Z"
            await collector.keep(ArchiveBatch(source: "s", snapshots: [Fixtures.snapshot(["1", "2"], at: time)]))
            configuration.replication.address = try server.address(name)
            await collector.use(configuration)
            try await waits(for: "\(number + 1)\n", of: "SELECT uniq(at) FROM \(name).snapshots")
            let sources = await collector.ledger.snapshot.sources.map(\.source).filter { $0.contains("clickhouse") }
            #expect(sources == ["\(try server.address(name))"])
        }
        // Settings with an error change nothing.
        configuration.replication.password = Authorization("env:NONE", folder: folder.url)
        await collector.use(configuration)
        let last = Fixtures.snapshot(["2", "1"], at: "2026-03-01T12:00:00Z")
        await collector.keep(ArchiveBatch(source: "s", snapshots: [last]))
        task.cancel()
        #expect(await replication.finish() == true)
        #expect(try server.query("SELECT uniq(at) FROM second.snapshots") == "3\n")
        await collector.finish()
    }

    private func waits(for result: String, of query: String) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try server.query(query) != result {
            try #require(ContinuousClock.now < end, "\(query)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("an engine that can't be reached doesn't delay the end, and keeps nothing back")
    func ending() async throws {
        let recorder = try EngineRecorder(path("a"), to: server.address(), number: 7)
        #expect(try await recorder.isComplete())
        server.kill()
        let snapshot = Fixtures.snapshot(["1", "2"], at: "2026-03-01T10:00:00Z")
        await recorder.collector.keep(ArchiveBatch(source: "s", snapshots: [snapshot]))
        recorder.task.cancel()
        await recorder.task.value
        let replicator = Replicator(
            EngineClient(try server.address(), password: nil),
            of: recorder.collector,
            log: EventLog { _ in }
        )
        #expect(await replicator.finish() == false)
        try server.start()
        #expect(await replicator.finish())
        #expect(try server.query("SELECT count() FROM launchtop.snapshots") == "1\n")
        await recorder.collector.finish()
    }
}
