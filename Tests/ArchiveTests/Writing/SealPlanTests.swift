import Foundation
import GRDB
import Market
import TestSupport
import Testing

@testable import Archive

@Suite("Sealing a few charts per batch")
struct SealPlanTests {
    private static let cases: [(logged: [Int64: Int], failed: [Int64: Int], snapshots: Int, charts: [Int64])] = [
        ([1: 83, 2: 20], [:], 1, []),
        ([1: 84, 2: 90, 3: 5], [:], 1, [2, 1]),
        ([1: 84, 2: 90], [2: 50], 1, [1]),
        ([1: 84, 2: 100], [2: 50], 1, [2, 1]),
        ([1: 49_990, 2: 10], [:], 1, [1, 2]),
        (Dictionary(uniqueKeysWithValues: (1...40).map { ($0, 84) }), [:], 4, Array(1...12)),
        (Dictionary(uniqueKeysWithValues: (1...40).map { ($0, 84) }), [:], 80, Array(1...20)),
    ]

    @Test("charts with many records are sealed, at most twelve after a small batch", arguments: cases)
    func plan(logged: [Int64: Int], failed: [Int64: Int], snapshots: Int, charts: [Int64]) {
        #expect(SealPlan.charts(logged: logged, failed: failed, snapshots: snapshots) == charts)
    }

    @Test("a damaged record stays in the log when its chart is sealed, and so do those that continue it")
    func damagedRecord() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("history.sqlite").path
        let charts = Storefront.all.prefix(2).map { Chart(storefront: $0, kind: .topFree) }
        func append(_ hours: Range<Int>, to writer: inout ArchiveWriter) throws {
            for hour in hours {
                let snapshots = charts.map { chart in
                    ChartSnapshot(
                        chart: chart,
                        observedAt: Fixtures.time("2026-03-01") + Int64(hour) * 3600,
                        entries: [RankEntry(rank: Fixtures.rank(1), app: Fixtures.app("\(7000 + hour % 2)"))]
                    )
                }
                try writer.append(ArchiveBatch(source: "test", snapshots: snapshots))
            }
        }
        var writer = try ArchiveWriter(path, owner: "test")
        try append(0..<83, to: &writer)
        // The 31st record of the first chart is the seventh of a chain of 24.
        try writer.pool.write { try $0.execute(sql: "UPDATE log SET record = x'0001020304' WHERE number = 61") }
        try append(83..<90, to: &writer)
        let left = (1...18).map { Int64(59 + 2 * $0) }
        #expect(
            try writer.reader.read { try Int64.fetchAll($0, sql: "SELECT number FROM log WHERE number < 167") } == left
        )
        #expect(writer.problems.map(\.reason).contains(.damaged))
        try writer.close()
        // The numbers are the same after the archive has been opened again.
        writer = try ArchiveWriter(path, owner: "test")
        try append(90..<200, to: &writer)
        #expect(
            try writer.reader.read { try Int64.fetchAll($0, sql: "SELECT number FROM log WHERE number < 167") } == left
        )
        #expect(try writer.reader.story(of: charts[1]).count == 200)
        #expect(try writer.reader.story(of: charts[0]).count == 200 - left.count)
    }

    @Test("a batch seals at most twelve charts, and all snapshots are kept")
    func bounded() throws {
        let folder = try TemporaryFolder()
        var writer = try ArchiveWriter(folder.url.appendingPathComponent("history.sqlite").path, owner: "test")
        let charts = Storefront.all.prefix(40).map { Chart(storefront: $0, kind: .topFree) }
        var sealed = 0
        for hour in 0..<90 {
            let snapshots = charts.map { chart in
                ChartSnapshot(
                    chart: chart,
                    observedAt: Fixtures.time("2026-03-01") + Int64(hour) * 3600,
                    entries: (0..<3).map {
                        RankEntry(rank: Fixtures.rank($0 + 1), app: Fixtures.app("\(7000 + (hour + $0) % 9)"))
                    }
                )
            }
            try writer.append(ArchiveBatch(source: "test", snapshots: snapshots))
            let now = try writer.reader.read {
                try Int.fetchOne($0, sql: "SELECT count(DISTINCT chart) FROM block") ?? 0
            }
            #expect((0...12).contains(now - sealed), "hour \(hour)")
            sealed = now
        }
        #expect(sealed == 40)
        for chart in charts { #expect(try writer.reader.story(of: chart).count == 90) }
    }
}
