import Archive
import Foundation
import History
import Market
import Settings
import TestSupport
import Testing
import TimeSeries

@testable import ClickHouse
@testable import Collector

@Suite("Opening an engine", .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"), .serialized)
struct EngineOpeningTests {
    private let engine: LocalEngine

    init() throws { engine = try LocalEngine() }

    /// Writes random snapshots to an archive, and copies it to the server.
    ///
    /// - Returns: The history of the archive.
    private func copy(_ count: Int, seed: UInt64) async throws -> LedgerSnapshot {
        var archive = RandomArchive(seed: seed)
        try archive.write(count, to: engine.path)
        let recorder = try EngineRecorder(engine.path, to: engine.server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        return try engine.archiveLedger()
    }

    @Test(
        "a replay loads the page's chart before the first frame, with the times of all charts, and the rest afterwards"
    )
    func replay() async throws {
        let expected = try await copy(1200, seed: 9)
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        history.firstPage.defaultChart = { $0.last }
        try history.open(.replay(engine.address), isWhole: false)
        let opened = history.ledger.snapshot
        let chart = try #require(expected.charts.last)
        #expect(opened.charts == [chart] && expected.charts.count > 1)
        #expect(opened.pending?.unloadedCharts == expected.charts.count - 1)
        let span = try #require(expected.rankingSpan)
        #expect(opened.span == span && opened.rankingSpan != span)
        for time in [span.start, span.start + 86_400, span.end] {
            #expect(opened.ranking(of: chart, asOf: time) == expected.ranking(of: chart, asOf: time))
        }
        let viewer = history.collector(
            log: EventLog { _ in },
            zone: .utc,
            sendsAlerts: false,
            sourcesJSON: { _, _ in "[]" }
        )
        let task = Task { await viewer.followEngine() }
        let end = ContinuousClock.now + .seconds(60)
        while await viewer.ledger.snapshot.pending != nil, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        task.cancel()
        expectSameHistory(await viewer.ledger.snapshot, expected, "replayed")
    }

    @Test("the rankings of a short range are the same when snapshots and ranks are read at once")
    func small() async throws {
        let expected = try await copy(600, seed: 10)
        let reader = try engine.reader()
        let span = try #require(expected.rankingSpan)
        #expect(try reader.span() == span)
        for start in stride(from: span.start.seconds, to: span.end.seconds, by: 80_003) {
            let range = start...start + 172_800
            let (small, large) = (
                try reader.smallSlices(of: expected.charts, in: range),
                try reader.slices(of: expected.charts, in: range)
            )
            #expect(small.map(\.chart) == large.map(\.chart))
            for (left, right) in zip(small, large) {
                #expect(left.series.count == right.series.count)
                for index in 0..<right.series.count {
                    #expect(left.ranking(at: index) == right.ranking(at: index))
                }
            }
        }
    }

    @Test("a chart that is written while the engine is opened is loaded with the next changes, and only then")
    func race() async throws {
        let charts = try await copy(300, seed: 11).charts
        let late = try #require(charts.last)
        try engine.server.query("CREATE TABLE launchtop.kept AS launchtop.charts")
        try engine.server.query("INSERT INTO launchtop.kept SELECT * FROM launchtop.charts")
        try engine.server.query("TRUNCATE TABLE launchtop.charts")
        let others = charts.dropLast().map { "'\($0.engineKey)'" }.joined(separator: ", ")
        let copy = "INSERT INTO launchtop.charts SELECT * FROM launchtop.kept"
        try engine.server.query("\(copy) WHERE chart IN (\(others))")
        var loader = try EngineLoader(try engine.reader(), memory: 1 << 30)
        var ledger = Ledger()
        _ = try loader.load(loader.charts, into: &ledger)
        #expect(!ledger.snapshot.charts.contains(late))
        try engine.server.query(copy)
        #expect(try loader.loadChanges(into: &ledger) != nil)
        #expect(ledger.snapshot.charts == charts)
        #expect(try loader.loadChanges(into: &ledger) == nil)
    }

    @Test("the status of an engine has the time of its newest snapshot")
    func status() async throws {
        let expected = try await copy(100, seed: 12)
        let newest = try #require(expected.rankingSpan?.end)
        #expect(try EngineLoader(try engine.reader(), memory: 1 << 30).health(at: newest).newestData == newest)
    }
}

extension EngineSlice {
    /// The time and the apps of a ranking in order.
    fileprivate func ranking(at index: Int) -> [String] {
        series.times(ofSnapshotAt: index).map { "\($0)" }
            + series.entries(at: index).map { "\($0.rank) \(apps[Int($0.id)].text)" }
    }
}
