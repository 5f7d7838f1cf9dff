import GRDB
import Market
import TimeSeries

/// The rules that decide what belongs to the next batch: the charts whose unsent snapshots are oldest, up to a block of
/// each, and some other rows.
struct BatchPlan {
    /// The maximum number of snapshots in a batch, estimated. 64 blocks of 200 ranks are 2.2 million rows.
    static let snapshotLimit = 64 * 168
    /// The maximum number of other rows in a batch, and of counts of single days.
    static let rowLimit = 20_000
    /// The number of records in the log by chart number.
    let logged: [Int64: Int]

    /// Assigns unsent data to a batch.
    func assign(to number: Int64, _ database: Database) throws {
        var left = Self.snapshotLimit
        let ranges = try Row.fetchAll(
            database,
            sql: "SELECT chart, first, last FROM unsent_chart WHERE batch = 0 ORDER BY first, chart LIMIT 2000"
        )
        for row in ranges where left > 0 {
            let (chart, first, last) = (
                try row.value("chart", as: Int64.self), try row.value("first", as: Int64.self),
                try row.value("last", as: Int64.self)
            )
            // A block has at most 168 snapshots, and unchanged ones are cheap.
            let end = try Int64.fetchOne(
                database,
                sql: "SELECT min(last) FROM block WHERE chart = ? AND last >= ?",
                arguments: [chart, first]
            )
            let through = min(last, end ?? last)
            left -= first == through ? 1 : end == nil ? logged[chart, default: 1] : 168
            try database.execute(
                sql: "INSERT INTO unsent_chart VALUES (?, ?, ?, ?)",
                arguments: [chart, number, first, through]
            )
            if through < last {
                try database.execute(
                    sql: "UPDATE unsent_chart SET first = ? WHERE chart = ? AND batch = 0",
                    arguments: [through + 1, chart]
                )
            } else {
                try database.execute(
                    sql: "DELETE FROM unsent_chart WHERE chart = ? AND batch = 0",
                    arguments: [chart]
                )
            }
        }
        let daily = UnsentTables.Kind.daily.rawValue
        for (condition, limit) in [
            ("kind <> \(daily)", Self.rowLimit), ("kind = \(daily)", Self.rowLimit / DailyValues.dayCount),
        ] {
            try database.execute(
                sql: """
                    UPDATE unsent_row SET batch = ?1 WHERE (kind, first, second, third) IN (
                        SELECT kind, first, second, third FROM unsent_row WHERE batch = 0 AND \(condition) LIMIT ?2
                    )
                    """,
                arguments: [number, limit]
            )
        }
    }

    /// Returns the contents of a batch.
    func batch(_ number: Int64, from collector: UInt32, _ database: Database) throws -> UnsentBatch {
        let ranges = try Row.fetchAll(
            database,
            sql: """
                SELECT u.first, u.last, r.batch IS NULL AS isLast, c.* FROM unsent_chart u JOIN chart c ON c.number = u.chart
                LEFT JOIN unsent_chart r ON r.chart = u.chart AND r.batch = 0 AND r.first > u.last
                WHERE u.batch = ? ORDER BY u.chart
                """,
            arguments: [number]
        )
        let rows = try Row.fetchAll(
            database,
            sql:
                "SELECT kind, first, second, third FROM unsent_row WHERE batch = ? ORDER BY kind, first, second, third",
            arguments: [number]
        )
        return UnsentBatch(
            number: number,
            collector: collector,
            ranges: try ranges.compactMap { row in
                guard let chart = try ChartRow.chart(row) else { return nil }
                return UnsentBatch.Range(
                    number: try row.value("number"),
                    chart: chart,
                    first: try row.value("first"),
                    last: try row.value("last"),
                    isLast: try row.value("isLast")
                )
            },
            rows: try rows.compactMap { row in
                guard let kind = UnsentTables.Kind(rawValue: try row.value("kind")) else { return nil }
                let values: [DatabaseValue] = [row["first"], row["second"], row["third"]]
                return UnsentBatch.RowKey(kind: kind, values: Array(values.prefix(kind.key.count)))
            }
        )
    }
}
