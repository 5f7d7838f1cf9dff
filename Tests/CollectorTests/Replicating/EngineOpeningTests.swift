import Archive
import ClickHouse
import Foundation
import History
import Market
import Settings
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Opening an engine", .enabled(if: ClickHouseServer.isInstalled, "\(ClickHouseServer.missing)"), .serialized)
struct EngineOpeningTests {
    private let folder: TemporaryFolder
    private let server: ClickHouseServer
    private var address: String { "clickhouse://127.0.0.1:\(server.port)/launchtop" }
    private var path: String { folder.url.appendingPathComponent("a.sqlite").path }

    init() throws {
        (folder, server) = (try TemporaryFolder(), try ClickHouseServer())
        try EngineClient(try server.address(), password: nil).createTables(EngineSchema(database: "launchtop"))
    }

    private func reader() throws -> EngineReader { EngineReader(EngineClient(try server.address(), password: nil)) }

    /// Writes random snapshots to an archive, and copies it to the server.
    ///
    /// - Returns: The history of the archive.
    private func copy(_ count: Int, seed: UInt64) async throws -> LedgerSnapshot {
        var archive = RandomArchive(seed: seed)
        try archive.write(count, to: path)
        let recorder = try EngineRecorder(path, to: server.address(), number: 7)
        #expect(try await recorder.isComplete())
        await recorder.end()
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        try history.open(.read(path), isWhole: true)
        return history.ledger.snapshot
    }

    @Test(
        "a replay loads the page's chart before the first frame, with the times of all charts, and the rest afterwards"
    )
    func replay() async throws {
        let expected = try await copy(1200, seed: 9)
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        history.firstPage.defaultChart = { $0.last }
        try history.open(.replay(address), isWhole: false)
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
}
