import GRDB
import Market
import TimeSeries

/// A row of the `name` table: an app's name in a storefront, and the times at which it was seen.
struct NameRow {
    typealias Span = ValueHistory<AppName>.Span

    var app: Int64
    var storefront: String
    var span: Span

    static let columns = "app, storefront, since, name, developer, seen, returned, checksum"
    /// A query of all names in the order of the primary key, so that SQLite doesn't have to sort.
    static let query = "SELECT \(columns) FROM name ORDER BY app, storefront, since"

    init(app: Int64, storefront: String, span: Span) {
        self.app = app
        self.storefront = storefront
        self.span = span
    }

    /// Reads a row of archive version 2 or later; `nil` if it has invalid values or doesn't match its checksum.
    init?(_ row: Row) {
        guard let app = row.optional(0, as: Int64.self), let storefront = row.optional(1, as: String.self),
            let since = row.optional(2, as: Int64.self), let name = row.optional(3, as: String.self),
            let seen = row.optional(5, as: Int64.self), let checksum = row.optional(7, as: Int64.self)
        else { return nil }
        let span = Span(
            AppName(name, developer: row.optional(4)),
            since: since,
            lastSeen: seen,
            returned: row.optional(6)
        )
        self.init(app: app, storefront: storefront, span: span)
        guard checksum == self.checksum else { return nil }
    }

    private var checksum: Int64 {
        var sum = RowChecksum()
        sum.add(app)
        sum.add(storefront)
        sum.add(span.since)
        sum.add(span.value.name)
        sum.add(span.value.developer)
        sum.add(span.lastSeen)
        sum.add(span.returned)
        return sum.value
    }

    /// Writes the row, replacing a row with the same app, storefront and start time.
    func store(_ database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO name (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        .execute(arguments: [
            app, storefront, span.since, span.value.name, span.value.developer, span.lastSeen, span.returned, checksum,
        ])
    }

    func delete(_ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM name WHERE app = ? AND storefront = ? AND since = ?")
            .execute(arguments: [app, storefront, span.since])
    }

    static func delete(app: UInt32, storefront: Storefront, since: Int64, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM name WHERE app = ? AND storefront = ? AND since = ?")
            .execute(arguments: [app, storefront.code, since])
    }

    /// Returns the row for an app and storefront that starts at `since`; `nil` if there is no such row or it is
    /// damaged.
    static func fetch(app: UInt32, storefront: Storefront, since: Int64, _ database: Database) throws -> NameRow? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns) FROM name WHERE app = ? AND storefront = ? AND since = ?"
        )
        return try Row.fetchOne(statement, arguments: [app, storefront.code, since]).flatMap { NameRow($0) }
    }
}
