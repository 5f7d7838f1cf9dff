import GRDB
import Market
import TimeSeries

extension ArchiveCatalog {
    /// The counters of an app that have the same metric.
    struct CountedApp: Sendable {
        /// The number of the app.
        var app: UInt32
        /// The metric; `nil` if it was written by a newer version.
        var metric: Metric?
        private var metricText: String
        /// The range of the numbers of the counters. Other apps may have numbers in between.
        private var range: ClosedRange<Int64>

        fileprivate init?(_ row: Row) {
            guard let app: UInt32 = row.optional(0), let metric: String = row.optional(1),
                let first: Int64 = row.optional(2), let last: Int64 = row.optional(3), first <= last
            else { return nil }
            (self.app, self.metric, metricText, range) = (app, Metric(rawValue: metric), metric, first...last)
        }

        /// Returns the counters with their numbers, without those written by a newer version.
        func counters(of id: AppID, _ database: Database) throws -> [Int64: Counter] {
            var counters: [Int64: Counter] = [:]
            let rows = try rows("*", database)
            while let row = try rows.next() {
                counters[try row.value("number")] = try CounterRow.counter(row, apps: [app: id])
            }
            return counters
        }

        func numbers(_ database: Database) throws -> [Int64] {
            var numbers: [Int64] = []
            let rows = try rows("number", database)
            while let row = try rows.next() { numbers.append(try row.value("number")) }
            return numbers
        }

        private func rows(_ columns: String, _ database: Database) throws -> RowCursor {
            try Row.fetchCursor(
                database.cachedStatement(
                    sql: "SELECT \(columns) FROM counter WHERE number BETWEEN ? AND ? AND app = ? AND metric = ?"
                ),
                arguments: [range.lowerBound, range.upperBound, app, metricText]
            )
        }
    }

    /// Reads the apps with counts.
    mutating func readCountedApps(_ database: Database) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT app, metric, min(number), max(number) FROM counter GROUP BY app, metric"
        )
        while let row = try rows.next() {
            if let app = CountedApp(row) { countedApps.append(app) }
        }
    }

    /// Reads all counts.
    mutating func readCounts(_ database: Database, path: String) throws {
        var counters: [Int64: Counter] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM counter") {
            counters[try row.value("number")] = try CounterRow.counter(row, apps: apps)
        }
        let rows = try Row.fetchCursor(database, sql: "SELECT counter, days, value FROM count ORDER BY number")
        while let row = try rows.next() {
            let days = CounterRow.days(try row.value("days"))
            guard let counter = counters[try row.value("counter")], !days.isEmpty else { continue }
            counts.append((counter, Count(days: days, value: try row.value("value"))))
        }
        try readDailyCounts(of: counters, database, path: path)
    }

    /// Reads the counts of single days, which archives keep apart since version 4.
    private mutating func readDailyCounts(
        of counters: [Int64: Counter],
        _ database: Database,
        path: String
    ) throws {
        var damage = DailyRow.damage(path)
        defer { problems += damage.problems }
        // Counts share the arrays with their days.
        var days: [Int: [Day]] = [:]
        try DailyRow.forEachRow(database) { row in
            guard let values = row.values else { return damage.add(row.label) }
            guard let counter = counters[row.counter] else { return }
            for offset in 0..<DailyValues.dayCount {
                guard let value = values[offset] else { continue }
                let day = row.span * DailyValues.dayCount + offset
                let list = days[day] ?? [Day(number: day)]
                days[day] = list
                counts.append((counter, Count(days: list, value: value)))
            }
        }
    }
}
