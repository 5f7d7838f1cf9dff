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
}
