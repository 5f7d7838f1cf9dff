import GRDB
import Market

/// What an app was called somewhere from some time on, as a row of its table.
struct NameRow {
    var app: UInt32
    var storefront: Storefront
    var since: Int64
    var name: String
    var developer: String?

    func insert(_ database: Database) throws {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO name VALUES (?, ?, ?, ?, ?)")
            .execute(arguments: [app, storefront.code, since, name, developer])
    }

    /// Puts a name that comes late, between or before others, where it belongs; once, where its neighbour in time says
    /// the same.
    func insertLate(_ database: Database) throws {
        if try neighbour("<= ? ORDER BY since DESC", database)?.isSame == true { return }
        if let next = try neighbour("> ? ORDER BY since", database), next.isSame {
            try database.cachedStatement(sql: "DELETE FROM name WHERE app = ? AND storefront = ? AND since = ?")
                .execute(arguments: [app, storefront.code, next.since])
        }
        try insert(database)
    }

    private func neighbour(_ condition: String, _ database: Database) throws -> (since: Int64, isSame: Bool)? {
        let statement = try database.cachedStatement(
            sql:
                "SELECT since, name, developer FROM name WHERE app = ? AND storefront = ? AND since \(condition) LIMIT 1"
        )
        guard let row = try Row.fetchOne(statement, arguments: [app, storefront.code, since]) else { return nil }
        let isSame = try row.value("name") == name && row.optional("developer") == developer
        return (try row.value("since"), isSame)
    }
}
