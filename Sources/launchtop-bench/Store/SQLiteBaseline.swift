import Foundation
import GRDB

/// A straightforward SQLite database of charts, for comparison with the archive.
struct SQLiteBaseline {
    enum Schema: String {
        /// One row per chart, hour and rank, and an index by app.
        case rows = "sqlite-rows"
        /// One row per chart and hour, with the ids as a blob of 32-bit numbers.
        case blob = "sqlite-blob"
    }

    let schema: Schema
    private let pool: DatabasePool
    private let path: String

    init(_ schema: Schema, in folder: URL) throws {
        self.schema = schema
        path = folder.appendingPathComponent("\(schema.rawValue).sqlite").path
        pool = try DatabasePool(path: path)
        // Make writes as durable as those of the archive.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try pool.write { database in
            try database.execute(
                sql: schema == .blob
                    ? "CREATE TABLE list (chart INTEGER, time INTEGER, ids BLOB, PRIMARY KEY (chart, time)) WITHOUT ROWID"
                    : """
                    CREATE TABLE place (chart INTEGER, time INTEGER, rank INTEGER, app INTEGER,
                    PRIMARY KEY (chart, time, rank)) WITHOUT ROWID;
                    CREATE INDEX place_by_app ON place (chart, app, time, rank);
                    """
            )
        }
    }

    /// Inserts the snapshots of all charts for one hour in one transaction.
    func append(hour: Int, of workload: Workload) throws {
        try pool.write { database in
            let insert = try database.cachedStatement(
                sql: schema == .blob ? "INSERT INTO list VALUES (?, ?, ?)" : "INSERT INTO place VALUES (?, ?, ?, ?)"
            )
            for chart in 0..<workload.charts {
                let list = workload.list(chart: chart, hour: hour)
                guard schema == .rows else {
                    let ids = list.withUnsafeBytes { Data($0) }
                    try insert.execute(arguments: [chart, Workload.time(hour), ids])
                    continue
                }
                for (route, id) in list.enumerated() {
                    try insert.execute(arguments: [chart, Workload.time(hour), route + 1, id])
                }
            }
        }
    }

    func bytes() throws -> Int {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// Returns the ids of every snapshot. This works only with the `blob` schema.
    func load() throws -> [[UInt32]] {
        try pool.read { database in
            var lists: [[UInt32]] = []
            let rows = try Row.fetchCursor(database, sql: "SELECT ids FROM list")
            while let row = try rows.next() { lists.append(Self.ids(row[0])) }
            return lists
        }
    }

    private static func ids(_ data: Data) -> [UInt32] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
        }
    }

    /// Returns the ids of the latest snapshot at or before an instant, in order of rank; an empty array if there is
    /// none.
    func list(chart: Int, asOf time: Int64) throws -> [UInt32] {
        try pool.read { database in
            let statement = try database.cachedStatement(
                sql: schema == .blob
                    ? "SELECT ids FROM list WHERE chart = ? AND time <= ? ORDER BY time DESC LIMIT 1"
                    : """
                    SELECT app FROM place WHERE chart = ?1 AND time =
                    (SELECT max(time) FROM place WHERE chart = ?1 AND time <= ?2) ORDER BY rank
                    """
            )
            if schema == .rows { return try UInt32.fetchAll(statement, arguments: [chart, time]) }
            return try Row.fetchOne(statement, arguments: [chart, time]).map { Self.ids($0[0]) } ?? []
        }
    }

    /// Returns the ranks of an app in a chart, oldest first.
    func ranks(of id: UInt32, chart: Int) throws -> [(time: Int64, rank: Int)] {
        try pool.read { database in
            var ranks: [(time: Int64, rank: Int)] = []
            guard schema == .blob else {
                let statement = try database.cachedStatement(
                    sql: "SELECT time, rank FROM place WHERE chart = ? AND app = ? ORDER BY time"
                )
                let rows = try Row.fetchCursor(statement, arguments: [chart, id])
                while let row = try rows.next() { ranks.append((row[0], row[1])) }
                return ranks
            }
            let statement = try database.cachedStatement(
                sql: "SELECT time, ids FROM list WHERE chart = ? ORDER BY time"
            )
            let rows = try Row.fetchCursor(statement, arguments: [chart])
            while let row = try rows.next() {
                let route = try row.withUnsafeData(atIndex: 1) { data in
                    (data ?? Data()).withUnsafeBytes { bytes in
                        (0..<bytes.count / 4).first {
                            bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) == id
                        }
                    }
                }
                if let route { ranks.append((row[0], route + 1)) }
            }
            return ranks
        }
    }
}
