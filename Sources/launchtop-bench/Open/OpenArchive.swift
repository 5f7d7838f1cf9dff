import Archive
import Collector
import Foundation
import GRDB
import History
import Market
import Settings
import TimeSeries

/// An archive for benchmarks, with hourly snapshots of 200 entries.
struct OpenArchive {
    let path: String
    let charts: Int
    private(set) var points = 0

    static let hoursPerWeek = 168
    /// The id of an app that is listed in a third of the charts.
    static let app = "2000001"
    /// The maximum number of charts with rankings of their own. More charts repeat these rankings, because generating
    /// them takes longer than everything that is measured.
    private static let ownRankings = 525

    /// Writes an archive with charts of three kinds in each storefront, then in each genre, over one week.
    init(charts: Int, to path: String) throws {
        self.path = path
        self.charts = charts
        let work = Workload(charts: min(charts, Self.ownRankings), hours: Self.hoursPerWeek)
        var writer = try ArchiveWriter(path, owner: "bench")
        for hour in 0..<Self.hoursPerWeek {
            let batch = ArchiveBatch(source: "bench", snapshots: BigMarket.snapshots(of: work, hour: hour))
            try writer.append(batch)
        }
        let others = BigMarket.charts(charts).dropFirst(work.charts)
        for (number, chart) in others.enumerated() {
            let ids = work.list(chart: number % work.charts, hour: Self.hoursPerWeek - 1)
            let last = BigMarket.snapshot(of: chart, at: BigMarket.end(hours: Self.hoursPerWeek - 1), ids: ids)
            try writer.append(ArchiveBatch(source: "bench", snapshots: [last]))
        }
        if !others.isEmpty { try writer.seal() }
        try writer.close()
        points = charts * Self.hoursPerWeek * Workload.depth
        if !others.isEmpty { try repeatRankings(of: work.charts) }
    }

    /// Replaces the blocks of all charts after the first ones with copies of the blocks of the first ones.
    private func repeatRankings(of first: Int) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            let numbers = try Int64.fetchAll(database, sql: "SELECT number FROM chart ORDER BY number")
            for (position, number) in numbers.dropFirst(first).enumerated() {
                try database.execute(sql: "DELETE FROM block WHERE chart = ?", arguments: [number])
                try database.execute(
                    sql: """
                        INSERT INTO block (chart, first, last, data)
                        SELECT ?, first, last, data FROM block WHERE chart = ?
                        """,
                    arguments: [number, numbers[position % first]]
                )
            }
        }
        try queue.close()
    }

    /// Returns a ledger with the contents of the archive.
    func ledger() throws -> LedgerSnapshot {
        var ledger = Ledger()
        try SourceLoader.read(
            archive: path,
            where: { _ in true },
            needsAllApps: true,
            configuration: Configuration(),
            into: &ledger,
            report: { preconditionFailure($0) }
        )
        return ledger.snapshot
    }

    /// Adds earlier weeks with the same rankings to an archive.
    mutating func repeatWeeks(_ weeks: Int) throws {
        var writer = try ArchiveWriter(path, owner: "bench")
        try writer.seal()
        try writer.close()
        let queue = try DatabaseQueue(path: path)
        let rows = try queue.read { try Row.fetchAll($0, sql: "SELECT chart, data FROM block") }
        for week in 1...weeks {
            try queue.write { database in
                for row in rows {
                    let block = try RankingBlock.decode(Array(row["data"] as Data)).block
                    for earlier in Self.shifted(block, by: Int64(-week * Self.hoursPerWeek * 3600)) {
                        try database.execute(
                            sql: "INSERT INTO block (chart, first, last, data) VALUES (?, ?, ?, ?)",
                            arguments: [
                                row["chart"] as Int64, earlier.firstSeenTime, earlier.lastSeenTime,
                                Data(earlier.encoded()),
                            ]
                        )
                    }
                }
            }
            points += charts * Self.hoursPerWeek * Workload.depth
        }
        try queue.close()
    }

    private static func shifted(_ block: RankingBlock, by seconds: Int64) -> [RankingBlock] {
        var (series, earlier) = (RankingSeries(), RankingSeries())
        series.merge(block)
        for position in 0..<series.count {
            let entries = series.entries(at: position)
            for time in series.times(ofSnapshotAt: position) { earlier.append(entries, at: time + seconds) }
        }
        return earlier.blocks
    }
}
