import GRDB
import Market

/// A name as a row of its table.
enum NameRow {
    static func insert(
        _ name: String,
        _ developer: String?,
        of app: UInt32,
        in storefront: Storefront,
        since: Int64,
        _ database: Database
    ) throws {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO name VALUES (?, ?, ?, ?, ?)")
            .execute(arguments: [app, storefront.code, since, name, developer])
    }

    /// Notes a name that comes late, between or before others; once, where its neighbour in time says the same.
    static func noteLate(
        _ name: String,
        _ developer: String?,
        of app: UInt32,
        in storefront: Storefront,
        since: Int64,
        _ database: Database
    ) throws {
        func neighbour(_ condition: String) throws -> (since: Int64, isSame: Bool)? {
            let statement = try database.cachedStatement(
                sql:
                    "SELECT since, name, developer FROM name WHERE app = ? AND storefront = ? AND since \(condition) LIMIT 1"
            )
            guard let row = try Row.fetchOne(statement, arguments: [app, storefront.code, since]) else { return nil }
            let isSame = try row.value("name") == name && row.optional("developer") == developer
            return (try row.value("since"), isSame)
        }
        if try neighbour("<= ? ORDER BY since DESC")?.isSame == true { return }
        if let next = try neighbour("> ? ORDER BY since"), next.isSame {
            try database.cachedStatement(sql: "DELETE FROM name WHERE app = ? AND storefront = ? AND since = ?")
                .execute(arguments: [app, storefront.code, next.since])
        }
        try insert(name, developer, of: app, in: storefront, since: since, database)
    }
}
