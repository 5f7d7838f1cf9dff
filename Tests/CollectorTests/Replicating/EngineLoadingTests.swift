import Archive
import ClickHouse
import Foundation
import History
import Input
import Market
import Settings
import Synchronization
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite(
    "Loading an engine in parts",
    .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"),
    .serialized
)
struct EngineLoadingTests {
    private let engine: LocalEngine

    init() throws { engine = try LocalEngine() }

    /// Opens the engine like a dashboard.
    private func viewer(memory: Int = 1 << 30) throws -> Collector {
        var configuration = Settings.Configuration()
        configuration.memory = memory
        var history = OpenHistory(Ledger(), configuration: configuration) { _ in }
        history.firstPage.chart = Fixtures.chart("jp")
        try history.open(.read(engine.address), isWhole: false)
        let opened = history.ledger.snapshot
        #expect(
            Set(opened.charts).isSubset(of: [Fixtures.chart("jp"), RandomArchive.charts.min() ?? Fixtures.chart()])
        )
        #expect(opened.pending != nil)
        return history.collector(log: EventLog { _ in }, zone: .utc, sendsAlerts: false, sourcesJSON: { _, _ in "[]" })
    }

    /// Waits for a condition of the ledger, with a timeout of a minute.
    private func waits(_ viewer: Collector, for isMet: (LedgerSnapshot) -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if isMet(await viewer.ledger.snapshot) { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test("a dashboard loads the page's chart first, and in the end answers like the archive, also about new snapshots")
    func parts() async throws {
        var archive = RandomArchive(seed: 4)
        try archive.write(1200, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        let viewer = try viewer()
        let task = Task { await viewer.followEngine() }
        for _ in 0..<60 {
            await recorder.collector.keep(ArchiveBatch(source: "random", snapshots: [archive.snapshot()]))
        }
        #expect(try await recorder.isComplete())
        await recorder.end()
        let expected = try engine.archiveLedger()
        #expect(try await waits(viewer) { $0.pending == nil && $0.stories == expected.stories })
        task.cancel()
        let loaded = await viewer.ledger.snapshot
        expectSameHistory(loaded, expected, "loaded in parts")
        try expectSameAnswers(loaded, expected, of: archive, seed: 4)
    }

    @Test("evicted blocks are read when they are needed, and late snapshots in them are loaded")
    func evicted() async throws {
        var archive = RandomArchive(seed: 5)
        try archive.write(1200, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        var loader = try EngineLoader(try engine.reader(), memory: 40_000, extent: .evictable)
        var ledger = Ledger()
        try loader.loadFacts(into: &ledger)
        for chart in loader.charts {
            for step in [LoadQueue.Step.newest(chart), .older(chart)] {
                let request = loader.request(for: step)
                _ = loader.add(try EngineLoader.slices(of: [request], loader.reader)[0], of: request, to: &ledger)
            }
        }
        for _ in 0..<80 {
            await recorder.collector.keep(ArchiveBatch(source: "random", snapshots: [archive.snapshot()]))
        }
        #expect(try await recorder.isComplete())
        await recorder.end()
        let evicted = ledger.snapshot.rankings.values.flatMap(\.blocks).filter(\.isEvicted)
        #expect(evicted.count > 2)
        _ = try loader.loadChanges(into: &ledger)
        let expected = try engine.archiveLedger()
        #expect(loader.start == nil)
        expectSameHistory(ledger.snapshot, expected, "evicted")
        for _ in 0..<RandomArchive.charts.count {
            guard let request = loader.requestToEvict(in: ledger.snapshot) else { break }
            let slices = try EngineLoader.slices(of: [request], loader.reader)
            _ = loader.add(slices[0], of: request, to: &ledger)
            let blocks = ledger.snapshot.rankings[request.chart]?.blocks.dropLast()
            #expect(blocks?.allSatisfy { $0.key != nil } == true)
        }
        #expect(loader.requestToEvict(in: ledger.snapshot) == nil)
        expectSameHistory(ledger.snapshot, expected, "read again")
    }

    @Test("after the first frame, a page doesn't wait for the engine: blocks are requested, shown as missing, and read")
    func onRequest() async throws {
        var archive = RandomArchive(seed: 6, isRegular: true)
        try archive.write(1200, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        var loader = try EngineLoader(try engine.reader(), memory: 1 << 30)
        var ledger = Ledger()
        _ = try loader.load(loader.charts, into: &ledger)
        let whole = ledger.snapshot
        ledger.evict(toFit: 0, on: loader.blockStore)
        let requests = Mutex(0)
        loader.blockStore.readOnRequest { requests.withLock { $0 += 1 } }
        let chart = RandomArchive.charts[0]
        let series = try #require(ledger.snapshot.rankings[chart])
        #expect(series.entries(at: 0).isEmpty && !series.isReadable(at: 0))
        #expect(requests.withLock { $0 } == 1)
        #expect(loader.blockStore.requestedCharts == [chart])
        #expect(try loader.blockStore.readRequested())
        #expect(loader.blockStore.requestedCharts.isEmpty)
        #expect(series.entries(at: 0) == whole.rankings[chart]?.entries(at: 0))
        // The server is down: the block stays requested.
        engine.server.kill()
        _ = series.entries(at: series.count - 1)
        #expect(throws: EngineError.self) { try loader.blockStore.readRequested() }
        #expect(loader.blockStore.requestedCharts == [chart])
    }

    @Test("a page that needs more blocks than the cache has room for doesn't read them again and again")
    func full() async throws {
        var archive = RandomArchive(seed: 7, isRegular: true)
        try archive.write(1600, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        let store = EngineBlockStore(try engine.reader(), limit: 2)
        let keys = try engine.reader().slices(of: RandomArchive.charts).compactMap { slice in
            store.note(slice.apps, slice.apps.indices.map { UInt32($0) })
            return slice.series.blocks[0].seenRange.map { store.add($0, of: slice.chart) }
        }
        #expect(keys.count == 4)
        store.readOnRequest {}
        var reads = 0
        for _ in 0..<10 {
            for key in keys { _ = store.block(key) }
            if try store.readRequested() { reads += 1 }
        }
        #expect((1...3).contains(reads), "\(reads)")
        #expect(keys.count { store.block($0) != nil } == 2)
    }

    @Test("a server that doesn't respond blocks nothing, and loading continues when it responds")
    func slow() async throws {
        var archive = RandomArchive(seed: 8)
        try archive.write(900, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        let viewer = try viewer()
        engine.server.pause()
        let task = Task { await viewer.followEngine() }
        for _ in 0..<50 {
            await viewer.watch([:])
            #expect(await viewer.ledger.snapshot.pending != nil)
        }
        engine.server.resume()
        #expect(try await waits(viewer) { $0.pending == nil })
        task.cancel()
        let expected = try engine.archiveLedger()
        expectSameHistory(await viewer.ledger.snapshot, expected, "after a pause")
    }

    @Test("snapshots of several collectors keep arriving after the server was killed and restarted")
    func restarted() async throws {
        let charts = ["us", "jp"].map { Fixtures.chart($0) }
        func batch(_ number: Int, hour: Int) -> ArchiveBatch {
            let time = "2026-03-01T1\(hour):00:00Z"
            let apps = hour % 2 == 0 ? ["1", "2"] : ["2", "1"]
            return ArchiveBatch(source: "s", snapshots: [Fixtures.snapshot(apps, at: time, chart: charts[number])])
        }
        let recorders = try charts.indices.map { number in
            let path = engine.folder.url.appendingPathComponent("\(number).sqlite").path
            return try EngineRecorder(path, to: engine.server.address(), number: UInt32(number + 7))
        }
        for (number, recorder) in recorders.enumerated() {
            await recorder.collector.keep(batch(number, hour: 0))
            #expect(try await recorder.isComplete())
        }
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        try history.open(.read(engine.address), isWhole: false)
        let viewer = history.collector(
            log: EventLog { _ in },
            zone: .utc,
            sendsAlerts: false,
            sourcesJSON: { _, _ in "[]" }
        )
        let task = Task { await viewer.followEngine() }
        for hour in 1...4 {
            // The first snapshots of each restart are recorded while the server is down.
            if hour % 2 == 1 {
                engine.server.kill()
                #expect(
                    try await waits(viewer) { $0.sources.contains { $0.source == engine.address && $0.error != nil } }
                )
            }
            for (number, recorder) in recorders.enumerated() {
                await recorder.collector.keep(batch(number, hour: hour))
            }
            if hour % 2 == 1 { try engine.server.start() }
            let time = Fixtures.time("2026-03-01T1\(hour):00:00Z").seconds
            #expect(
                try await waits(viewer) { ledger in
                    charts.allSatisfy { ledger.rankings[$0]?.lastSeenTime == time }
                        && ledger.sources.allSatisfy { $0.error == nil }
                },
                "hour \(hour)"
            )
        }
        task.cancel()
        for recorder in recorders { await recorder.end() }
        let stored = "SELECT chart, count() FROM (SELECT DISTINCT chart, at FROM launchtop.snapshots) GROUP BY chart"
        #expect(
            try engine.server.query("\(stored) ORDER BY chart") == "appstore:jp/top-free\t5\nappstore:us/top-free\t5\n"
        )
    }

    @Test("only the newest days are loaded if the rankings exceed the memory limit, and the engine's status says so")
    func memory() async throws {
        var archive = RandomArchive(seed: 3)
        try archive.write(600, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        var loader = try EngineLoader(try engine.reader(), memory: 10_000)
        let start = try #require(loader.start)
        #expect(loader.health(at: start).note?.hasPrefix("shows data since \(start.iso8601)") == true)
        var ledger = Ledger()
        _ = try loader.load(loader.charts, into: &ledger)
        let points = ledger.snapshot.rankings.values.reduce(0) { $0 + $1.frames.reduce(0) { $0 + $1.entries.count } }
        #expect((1...6000).contains(points))
        #expect(try EngineLoader(try engine.reader(), memory: 1 << 30).start == nil)
    }
}
