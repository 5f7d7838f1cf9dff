import Archive
import Foundation
import GRDB
import History
import Market
import Settings
import Synchronization
import TestSupport
import Testing
import TimeSeries

@testable import Collector

@Suite("Evicted blocks that can't be read")
struct UnreadableBlockTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Opens a random archive with all full blocks left on disk, and then changes it.
    private func open(changedBy sql: String) throws -> OpenHistory {
        var archive = RandomArchive(seed: 2, isRegular: true)
        try archive.write(2000, to: path)
        var configuration = Settings.Configuration()
        configuration.memory = 0
        var history = OpenHistory(Ledger(), configuration: configuration) { _ in }
        try history.open(.read(path), isWhole: true)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
        return history
    }

    /// The first block of the US chart.
    private static let first = "(SELECT min(key) FROM block WHERE chart = (SELECT min(chart) FROM block))"

    @Test(
        "the block's ranks are missing, an error says where and what to do, and other snapshots are shown",
        arguments: [
            ("UPDATE block SET data = X'00' WHERE key = \(first)", "can't read the snapshots of ", "restore a backup"),
            (
                "UPDATE block SET data = zeroblob(length(data)) WHERE key = \(first)",
                "can't read the snapshots of ", "restore a backup"
            ),
            ("DELETE FROM block WHERE key = \(first)", "is no longer in the archive", "open the archive again"),
        ]
    )
    func errors(sql: String, problem: String, advice: String) throws {
        let history = try open(changedBy: sql)
        let found = Mutex<[String]>([])
        let loader = history.loader
        try #require(loader).blockErrors.observe { error in found.withLock { $0.append(error.description) } }
        let ledger = history.ledger.snapshot
        let evicted = ledger.charts.filter { ledger.rankings[$0]?.blocks.first?.isEvicted == true }
        #expect(evicted.count == RandomArchive.charts.count)
        var readable = 0
        for chart in evicted {
            let series = try #require(ledger.rankings[chart])
            for position in 0..<series.count where !series.entries(at: position).isEmpty { readable += 1 }
            _ = series.entries(at: 0)
        }
        let total = ledger.rankings.values.reduce(0) { $0 + $1.count }
        #expect(readable > 0 && readable < total)
        let errors = found.withLock { $0 }
        #expect(errors.count == 1)
        let error = try #require(errors.first)
        #expect(error.hasPrefix(path) && error.contains(problem) && error.contains(advice), "\(error)")
    }

    @Test("the page shows the error")
    func page() async throws {
        var history = try open(changedBy: "UPDATE block SET data = X'00' WHERE key = \(Self.first)")
        let collector = history.collector(
            log: EventLog { _ in },
            zone: .utc,
            sendsAlerts: false,
            sourcesJSON: { _, _ in "[]" }
        )
        let ledger = await collector.ledger.snapshot
        for chart in ledger.charts { _ = ledger.rankings[chart]?.entries(at: 0) }
        var error: String?
        for _ in 0..<100_000 where error == nil {
            await Task.yield()
            error = await collector.ledger.snapshot.sources.first { $0.source == path }?.error
        }
        #expect(error?.contains("can't read the snapshots of ") == true)
    }

    @Test("an error is passed on once, and errors before there is a handler are kept for it")
    func once() throws {
        let history = try open(changedBy: "DELETE FROM block")
        let ledger = history.ledger.snapshot
        let series = try #require(ledger.charts.first.flatMap { ledger.rankings[$0] })
        for _ in 0..<3 { _ = series.entries(at: 0) }
        let count = Mutex(0)
        let loader = history.loader
        try #require(loader).blockErrors.observe { _ in count.withLock { $0 += 1 } }
        _ = series.entries(at: 0)
        #expect(count.withLock { $0 } == 1)
    }
}
