import GRDB
import TimeSeries

/// A summary of an archive: the numbers of charts, snapshots and counts, the file size, and the extent of any damage.
public struct ArchiveSummary: Hashable, Sendable {
    public internal(set) var charts = 0
    /// The number of snapshots. A snapshot that was seen unchanged several times is counted each time.
    public internal(set) var snapshots = 0
    public internal(set) var counts = 0
    /// The size of the file in bytes.
    public internal(set) var bytes = 0
    /// The number of damaged blocks and log records.
    public internal(set) var damaged = 0
}

extension ArchiveSummary {
    /// Creates a summary of an archive by reading every block and record once.
    ///
    /// - Complexity: O(points).
    init(_ database: Database) throws {
        charts = try Int.fetchOne(database, sql: "SELECT count(*) FROM chart") ?? 0
        counts = try Int.fetchOne(database, sql: "SELECT count(*) FROM count") ?? 0
        try DailyRow.forEachRow(database) { row in
            if let values = row.values { counts += values.count } else { damaged += 1 }
        }
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        bytes = pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        let rows = try Row.fetchCursor(database, sql: "SELECT data FROM block")
        while let row = try rows.next() {
            guard let reading = try? RankingBlock.decode(row.bytes("data")) else {
                damaged += 1
                continue
            }
            if reading.damage != nil { damaged += 1 }
            var series = RankingSeries()
            series.merge(reading.block)
            snapshots += (0..<series.count).reduce(0) { $0 + series.times(ofSnapshotAt: $1).count }
        }
        let log = try ArchiveLog(database)
        for chart in log.charts {
            let (frames, damages) = log.frames(of: chart)
            snapshots += frames.reduce(0) { $0 + $1.frame.seenTimes.count }
            damaged += damages.count
        }
    }
}
