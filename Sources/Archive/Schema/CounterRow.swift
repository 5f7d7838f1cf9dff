import GRDB
import Market

/// Functions that read and write rows of the `counter` table, and convert the days of a count to and from text.
enum CounterRow {
    /// Adds a counter and returns its number.
    static func insert(_ counter: Counter, app: UInt32, _ database: Database) throws -> Int64 {
        let values: [(any DatabaseValueConvertible)?] = [
            app, counter.metric.rawValue, counter.scope.stores.map(\.rawValue).joined(separator: ","),
            counter.scope.storefronts.map { $0.map(\.code).joined(separator: ",") }, counter.kind.rawValue,
            counter.source,
        ]
        try database.cachedStatement(
            sql: "INSERT INTO counter (app, metric, stores, storefronts, kind, source) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: StatementArguments(values))
        return database.lastInsertedRowID
    }

    /// Returns the counter of a row; `nil` if it has a value written by a newer version.
    static func counter(_ row: Row, apps: [UInt32: AppID]) throws -> Counter? {
        guard let app = apps[try row.value("app")], let metric = Metric(rawValue: try row.value("metric")),
            let kind = FigureKind(rawValue: try row.value("kind"))
        else { return nil }
        let scope = Scope(
            stores: try list(row.value("stores")).compactMap { Store(rawValue: $0) },
            storefronts: try row.optional("storefronts").map { try list($0).compactMap { Storefront(stored: $0) } }
        )
        return Counter(app: app, metric: metric, scope: scope, kind: kind, source: try row.value("source"))
    }

    private static func list(_ text: String) throws -> [String] { text.split(separator: ",").map(String.init) }

    static func text(_ days: [Day]) -> String { days.map { "\($0.number)" }.joined(separator: ",") }

    static func days(_ text: String) -> [Day] {
        text.split(separator: ",").compactMap { Int($0) }.map { Day(number: $0) }
    }

    /// Returns the rows of the `count` table of some counters, in the order in which they were stored.
    ///
    /// - Parameter counters: The numbers of the counters.
    static func reports(
        of counters: [Int64],
        _ database: Database
    ) throws -> [(counter: Int64, days: [Day], value: Int64)] {
        let statement = try database.cachedStatement(
            sql: "SELECT number, counter, days, value FROM count WHERE counter = ?"
        )
        var found: [(number: Int64, report: (counter: Int64, days: [Day], value: Int64))] = []
        for counter in counters {
            let rows = try Row.fetchCursor(statement, arguments: [counter])
            while let row = try rows.next() {
                let days = days(try row.value("days"))
                guard !days.isEmpty else { continue }
                found.append((try row.value("number"), (counter, days.sorted(), try row.value("value"))))
            }
        }
        return found.sorted { $0.number < $1.number }.map(\.report)
    }

    /// Returns the different sets of days of the rows of the `count` table, each sorted.
    ///
    /// - Parameter excluded: The numbers of counters to leave out.
    static func periods(except excluded: Set<Int64>, _ database: Database) throws -> [[Day]] {
        let list = excluded.sorted().map(String.init).joined(separator: ",")
        let condition = excluded.isEmpty ? "" : "WHERE counter NOT IN (\(list))"
        let texts = try String.fetchAll(database, sql: "SELECT DISTINCT days FROM count \(condition)")
        return texts.map { days($0).sorted() }.filter { !$0.isEmpty }
    }
}
