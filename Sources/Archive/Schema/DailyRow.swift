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

    /// The maximum number of slots per value to search in an array.
    private static let slotShare = 8

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
        // Reports are for one day or for a few, so the entries of a span follow each other.
        var spans: [Int: [Entry]] = [:]
        var rest = entries[...]
        while let first = rest.first {
            let span = span(of: first.day)
            let run = rest.prefix { Self.span(of: $0.day) == span }
            spans[span, default: []] += run
            rest = rest[run.endIndex...]
        }
        var isNew = false
        for (span, entries) in spans.sorted(by: { $0.key < $1.key }) {
            isNew = try store(entries, in: span, database) || isNew
        }
        return isNew
    }

    private static func store(_ entries: [Entry], in span: Int, _ database: Database) throws -> Bool {
        var positions: [Int64: Int] = [:]
        // Counters have small numbers, so finding their slots in an array is faster than in a dictionary.
        let limit = Int64(entries.count * Self.slotShare)
        var known = [Int32](repeating: -1, count: Int(min(limit, max(0, entries.lazy.map(\.counter).max() ?? 0) + 1)))
        let slots = entries.map { entry in
            let index = known.indices.contains(Int(entry.counter)) ? Int(entry.counter) : nil
            if let index, known[index] >= 0 { return Int(known[index]) }
            let slot = positions[entry.counter, default: positions.count]
            positions[entry.counter] = slot
            if let index { known[index] = Int32(slot) }
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

    /// Returns the values in a row; `nil` if it's damaged.
    static func values(_ row: Row) -> DailyValues? {
        data(row)?.withUnsafeBytes { DailyValues(decoding: $0) }
    }

    /// Returns the encoded values in a row with all columns; `nil` if the checksum doesn't match.
    static func data(_ row: Row) -> [UInt8]? {
        guard let span: Int = row.optional(0), let counter: Int64 = row.optional(1), let data = row.bytes(2),
            row.optional(3) == checksum(span, counter, data)
        else { return nil }
        return data
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
