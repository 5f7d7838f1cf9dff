import GRDB
public import Market

extension ArchiveWriter {
    /// Stores counts of one counter in the given order. A count is skipped if it equals the last one stored for the
    /// same days.
    public mutating func append(_ counts: [Count], of counter: Counter, in store: Store) throws(ArchiveError) {
        var isNew = false
        try change("write") { index, database throws in
            isNew = try Self.append(counts.map { ReportedCount($0, of: counter, in: store) }, to: &index, database)
        }
        hasNewData = hasNewData || isNew
    }

    /// Stores counts in the given order within a transaction.
    ///
    /// - Returns: Whether any of them was stored.
    static func append(
        _ counts: [ReportedCount],
        to index: inout ArchiveIndex,
        _ database: Database
    ) throws -> Bool {
        var daily: [DailyRow.Entry] = []
        var periods: [(counter: Int64, count: Count)] = []
        for reported in counts {
            let counter = try index.number(of: reported.counter, in: reported.store, database)
            let count = reported.count
            if count.days.count == 1 {
                daily.append(.init(counter: counter, day: count.days[0], value: count.value))
            } else {
                periods.append((counter, count))
            }
        }
        let hasNewDays = try DailyRow.store(daily, database)
        return try append(periods, database) || hasNewDays
    }

    /// Stores counts of several days together.
    private static func append(_ periods: [(counter: Int64, count: Count)], _ database: Database) throws -> Bool {
        var isNew = false
        let last = try database.cachedStatement(
            sql: "SELECT value FROM count WHERE counter = ? AND days = ? ORDER BY number DESC LIMIT 1"
        )
        let insert = try database.cachedStatement(sql: "INSERT INTO count (counter, days, value) VALUES (?, ?, ?)")
        for (counter, count) in periods {
            let days = CounterRow.text(count.days)
            guard try Int64.fetchOne(last, arguments: [counter, days]) != count.value else { continue }
            try insert.execute(arguments: [counter, days, count.value])
            isNew = true
        }
        return isNew
    }
}
