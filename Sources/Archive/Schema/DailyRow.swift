import Foundation
import GRDB
import Market
import TimeSeries

/// Functions that read and write rows of the `daily` table, which has the counts of single days: one row per counter and
/// 32 days.
enum DailyRow {
    static let table = """
        CREATE TABLE daily (
            span INTEGER NOT NULL, counter INTEGER NOT NULL, data BLOB NOT NULL, checksum INTEGER NOT NULL,
            PRIMARY KEY (span, counter)
        ) WITHOUT ROWID
        """

    /// The number of counters from which all rows of a span are read at once, which is faster than one by one.
    private static let scanLimit = 64

    /// A value of a counter on a day.
    struct Entry {
        var counter: Int64
        var day: Day
        var value: Int64
    }

    /// Creates the table, and moves the counts of single days from the `count` table to it.
    static func upgrade(_ database: Database) throws {
        try database.execute(sql: table)
        let single = "instr(days, ',') = 0 AND CAST(CAST(days AS INTEGER) AS TEXT) = days"
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT counter, days, value FROM count WHERE \(single) ORDER BY number"
        )
        var entries: [Entry] = []
        while let row = try rows.next() {
            guard let counter: Int64 = row.optional("counter"), let day = CounterRow.days(try row.value("days")).first,
                let value: Int64 = row.optional("value")
            else { continue }
            entries.append(Entry(counter: counter, day: day, value: value))
        }
        _ = try store(entries, database)
        try database.execute(sql: "DELETE FROM count WHERE \(single)")
    }

    /// Stores values. Later ones replace earlier ones of the same counter and day.
    ///
    /// - Returns: Whether any of them is new.
    /// - Complexity: O(values + rows of the spans).
    static func store(_ entries: [Entry], _ database: Database) throws -> Bool {
        var spans: [Int: [Entry]] = [:]
        for entry in entries { spans[span(of: entry.day), default: []].append(entry) }
        var isNew = false
        for (span, entries) in spans.sorted(by: { $0.key < $1.key }) {
            isNew = try store(entries, in: span, database) || isNew
        }
        return isNew
    }

    private static func store(_ entries: [Entry], in span: Int, _ database: Database) throws -> Bool {
        var positions: [Int64: Int] = [:]
        let slots = entries.map { entry in
            let slot = positions[entry.counter, default: positions.count]
            if slot == positions.count { positions[entry.counter] = slot }
            return slot
        }
        var blocks = [DailyValues](repeating: DailyValues(), count: positions.count)
        var isChanged = [Bool](repeating: false, count: positions.count)
        try read(into: &blocks, at: positions, in: span, database)
        for (entry, slot) in zip(entries, slots) {
            let day = entry.day.number - span * DailyValues.dayCount
            guard blocks[slot][day] != entry.value else { continue }
            blocks[slot][day] = entry.value
            isChanged[slot] = true
        }
        let statement = try database.cachedStatement(sql: "INSERT OR REPLACE INTO daily VALUES (?, ?, ?, ?)")
        for (counter, slot) in positions.sorted(by: { $0.key < $1.key }) where isChanged[slot] {
            let data = blocks[slot].encoded
            try statement.execute(arguments: [span, counter, data.blob, checksum(span, counter, data)])
        }
        return isChanged.contains(true)
    }

    /// Reads the stored values of some counters. Damaged rows are left out, and replaced.
    private static func read(
        into blocks: inout [DailyValues],
        at positions: [Int64: Int],
        in span: Int,
        _ database: Database
    ) throws {
        if positions.count >= scanLimit {
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT span, counter, data, checksum FROM daily WHERE span = ?",
                arguments: [span]
            )
            while let row = try rows.next() {
                guard let counter: Int64 = row.optional(1), let slot = positions[counter], let values = values(row)
                else { continue }
                blocks[slot] = values
            }
            return
        }
        for (counter, slot) in positions {
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM daily WHERE span = ? AND counter = ?"),
                arguments: [span, counter]
            )
            if let row, let values = values(row) { blocks[slot] = values }
        }
    }

    /// Calls `body` with each stored value, in the order of days for each counter.
    ///
    /// - Parameter damaged: A closure that is called with the span and the counter of each damaged row.
    static func forEach(
        _ database: Database,
        damaged: (Int, Int64) -> Void,
        _ body: (_ counter: Int64, _ day: Int, _ value: Int64) throws -> Void
    ) throws {
        guard try database.tableExists("daily") else { return }
        let rows = try Row.fetchCursor(database, sql: "SELECT span, counter, data, checksum FROM daily")
        while let row = try rows.next() {
            guard let span: Int = row.optional(0), let counter: Int64 = row.optional(1) else { continue }
            guard let values = values(row) else {
                damaged(span, counter)
                continue
            }
            for day in 0..<DailyValues.dayCount {
                if let value = values[day] { try body(counter, span * DailyValues.dayCount + day, value) }
            }
        }
    }

    /// Returns the values in a row; `nil` if it's damaged.
    static func values(_ row: Row) -> DailyValues? {
        guard let span: Int = row.optional(0), let counter: Int64 = row.optional(1),
            let data = row.optional(2, as: Data.self).map({ [UInt8]($0) }),
            row.optional(3) == checksum(span, counter, data)
        else { return nil }
        return data.withUnsafeBytes { DailyValues(decoding: $0) }
    }

    private static func checksum(_ span: Int, _ counter: Int64, _ data: [UInt8]) -> Int64 {
        var checksum = RowChecksum()
        checksum.add(Int64(span))
        checksum.add(counter)
        checksum.add(data)
        return checksum.value
    }

    /// The number of the 32 days that contain a day.
    private static func span(of day: Day) -> Int { day.number >> 5 }
}
