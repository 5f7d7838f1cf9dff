import Archive
import Foundation
import GRDB
import History
import Market
import TimeSeries

/// An archive for benchmarks, with hourly snapshots of 200 entries.
struct OpenArchive {
    let path: String
    let charts: Int
    private(set) var points = 0

    private static let hoursPerWeek = 168

    /// Writes an archive with three charts for each storefront over one week.
    init(storefronts: Int, to path: String) throws {
        self.path = path
        charts = storefronts * 3
        let work = Workload(charts: charts, hours: Self.hoursPerWeek)
        var writer = try ArchiveWriter(path, owner: "bench")
        for hour in 0..<Self.hoursPerWeek {
            let batch = ArchiveBatch(source: "bench", snapshots: BigMarket.snapshots(of: work, hour: hour))
            try writer.append(batch)
        }
        try writer.close()
        points = work.points
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
