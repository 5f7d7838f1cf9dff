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
