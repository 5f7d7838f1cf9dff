import GRDB
import TimeSeries

/// Functions that read rows of the `daily` table, which archives have since version 4.
extension DailyRow {
    /// A row, whose data is checked when it is read.
    struct Stored {
        var span: Int
        var counter: Int64
        /// The encoded values; `nil` if the checksum doesn't match.
        var data: [UInt8]?

        fileprivate init?(_ row: Row) {
            guard let span: Int = row.optional(0), let counter: Int64 = row.optional(1) else { return nil }
            (self.span, self.counter, data) = (span, counter, DailyRow.data(row))
        }

        /// The values; `nil` if they are damaged.
        var values: DailyValues? { data?.withUnsafeBytes { DailyValues(decoding: $0) } }

        /// Text that identifies the row.
        var label: String { "span \(span), counter \(counter)" }
    }

    /// Returns a list for damaged rows.
    static func damage(_ path: String) -> RowDamage {
        RowDamage(path: path, table: "daily", consequence: "up to 32 days of a counter are omitted")
    }

    /// Calls `body` with each row, in the order of days for each counter.
    static func forEachRow(_ database: Database, _ body: (Stored) throws -> Void) throws {
        guard try database.tableExists("daily") else { return }
        let rows = try Row.fetchCursor(database, sql: "SELECT span, counter, data, checksum FROM daily")
        while let row = try rows.next() { try Stored(row).map(body) }
    }

    /// The share of the rows between the first and the last counter from which reading all of them is faster than
    /// reading the counters one by one.
    private static let scanShare = 4

    /// Calls `body` with each row of some counters, in the order of days for each counter.
    ///
    /// - Parameter counters: The numbers of the counters, sorted.
    /// - Complexity: O(rows of the counters · log rows).
    static func forEachRow(
        of counters: [Int64],
        _ database: Database,
        _ body: (Stored) throws -> Void
    ) throws {
        guard let first = counters.first, let last = counters.last, try database.tableExists("daily") else { return }
        let isDense = last - first < Int64(counters.count * scanShare)
        let wanted = Set(counters)
        let columns = "SELECT span, counter, data, checksum FROM daily WHERE span = ?"
        let scan = try database.cachedStatement(sql: "\(columns) AND counter BETWEEN ? AND ?")
        let single = try database.cachedStatement(sql: "\(columns) AND counter = ?")
        for span in try spans(database) {
            guard isDense else {
                for counter in counters {
                    if let row = try Row.fetchOne(single, arguments: [span, counter]) { try Stored(row).map(body) }
                }
                continue
            }
            let rows = try Row.fetchCursor(scan, arguments: [span, first, last])
            while let row = try rows.next() {
                guard let counter: Int64 = row.optional(1), wanted.contains(counter) else { continue }
                try Stored(row).map(body)
            }
        }
    }

    /// Returns the last day with a value, without those of some counters; `nil` if there is none.
    ///
    /// - Complexity: O(rows of a span), unless all of them are damaged or left out.
    static func lastDay(except excluded: Set<Int64>, _ database: Database) throws -> Int? {
        for span in try spans(database).reversed() {
            // The first four bytes have a bit for each day, the lowest bits first.
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT span, counter, data, checksum FROM daily WHERE span = ?
                    ORDER BY substr(data, 4, 1) DESC, substr(data, 3, 1) DESC, substr(data, 2, 1) DESC,
                        substr(data, 1, 1) DESC
                    """,
                arguments: [span]
            )
            while let row = try rows.next() {
                guard let stored = Stored(row), !excluded.contains(stored.counter), let days = stored.values?.days,
                    days != 0
                else { continue }
                return span * DailyValues.dayCount + DailyValues.dayCount - 1 - days.leadingZeroBitCount
            }
        }
        return nil
    }

    /// Returns all days with a value, without those of some counters.
    ///
    /// - Complexity: O(rows).
    static func days(except excluded: Set<Int64>, _ database: Database) throws -> Set<Int> {
        var known: [Int: UInt32] = [:]
        try forEachRow(database) { row in
            guard !excluded.contains(row.counter), let values = row.values else { return }
            known[row.span, default: 0] |= values.days
        }
        var days: Set<Int> = []
        for (span, known) in known {
            for day in 0..<DailyValues.dayCount where known & (1 << UInt32(day)) != 0 {
                days.insert(span * DailyValues.dayCount + day)
            }
        }
        return days
    }

    /// Returns the spans that have rows, in ascending order.
    private static func spans(_ database: Database) throws -> [Int] {
        guard try database.tableExists("daily") else { return [] }
        let next = try database.cachedStatement(sql: "SELECT min(span) FROM daily WHERE span > ?")
        var spans: [Int] = []
        var last = Int64.min
        while let span = try Int.fetchOne(next, arguments: [last]) {
            spans.append(span)
            last = Int64(span)
        }
        return spans
    }
}
