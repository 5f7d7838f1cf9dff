import GRDB
public import Market

extension ArchiveWriter {
    /// Stores counts of one counter in the given order. A count is skipped if it equals the last one stored for the
    /// same days.
    public mutating func append(_ counts: [Count], of counter: Counter, in store: Store) throws(ArchiveError) {
        var isNew = false
        try change("write") { index, database throws in
            isNew = try Self.append(counts, of: counter, in: store, to: &index, database)
        }
        hasNewData = hasNewData || isNew
    }

    /// Stores counts within a transaction.
    ///
    /// - Returns: Whether any of them was stored.
    static func append(
        _ counts: [Count],
        of counter: Counter,
        in store: Store,
        to index: inout ArchiveIndex,
        _ database: Database
    ) throws -> Bool {
        let app = try index.number(of: counter.app, in: store, database)
        let number = try CounterRow.number(of: counter, app: app, database)
        var stored: [[Day]: Int64] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT days, value FROM count WHERE counter = ? ORDER BY number",
            arguments: [number]
        )
        while let row = try rows.next() {
            let days = CounterRow.days(try row.value("days"))
            guard !days.isEmpty else { continue }
            stored[days] = try row.value("value", as: Int64.self)
        }
        var isNew = false
        for count in counts {
            guard stored.updateValue(count.value, forKey: count.days) != count.value else { continue }
            let days = CounterRow.text(count.days)
            try database.cachedStatement(sql: "INSERT INTO count (counter, days, value) VALUES (?, ?, ?)")
                .execute(arguments: [number, days, count.value])
            isNew = true
        }
        return isNew
    }
}
