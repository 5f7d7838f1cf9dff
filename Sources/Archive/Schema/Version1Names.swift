import GRDB
import Market
import TimeSeries

/// The names in an archive of version 1, which has a row for each snapshot in which an app's name differs from the
/// previous one.
///
/// If two sources spell a name differently, the table has a row for each snapshot. Names that only alternate are
/// dropped when they are read, as `ValueHistory` does in later versions.
struct Version1Names {
    /// The name of the table to read.
    var table = "name"

    /// Calls `body` with the names of each app and storefront, in the order of the primary key.
    ///
    /// - Throws: A `SQLITE_CORRUPT` error for a damaged page, after calling `body` with the names before it.
    /// - Complexity: O(rows).
    func forEach(
        _ database: Database,
        _ body: (_ app: Int64, _ storefront: String, ValueHistory<AppName>) throws -> Void
    ) throws {
        // A name is valid until the app's next row. The last name is valid until the newest data from any source.
        let end = try Int64.fetchOne(database, sql: "SELECT max(last) FROM source") ?? .min
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT app, storefront, since, name, developer FROM \(table) ORDER BY app, storefront, since"
        )
        var current: (app: Int64, storefront: String, names: ValueHistory<AppName>, last: AppName)?
        func finish() throws {
            guard var done = current else { return }
            current = nil
            if let since = done.names.spans.last?.since, end > since { done.names.note(done.last, at: end) }
            try body(done.app, done.storefront, done.names)
        }
        do {
            while let row = try rows.next() {
                guard let app = row.optional(0, as: Int64.self), let storefront = row.optional(1, as: String.self),
                    let since = row.optional(2, as: Int64.self), let text = row.optional(3, as: String.self)
                else { continue }
                let name = AppName(text, developer: row.optional(4))
                if current?.app != app || current?.storefront != storefront {
                    try finish()
                    current = (app, storefront, ValueHistory(), name)
                } else if let last = current?.last {
                    current?.names.note(last, at: since - 1)
                }
                current?.names.note(name, at: since)
                current?.last = name
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            try finish()
            throw error
        }
        try finish()
    }
}
