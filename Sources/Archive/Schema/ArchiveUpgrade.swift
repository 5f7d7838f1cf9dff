import GRDB
import Market
import TimeSeries

/// Functions that upgrade the tables of an archive of an earlier version.
enum ArchiveUpgrade {
    /// The name of the table that keeps the version 1 names if some of them couldn't be read.
    static let unreadableNames = "name_version_1"

    /// The name history of an app in a storefront, with the app's number and the storefront code as stored.
    typealias Names = (app: Int64, storefront: String, names: ValueHistory<AppName>)

    /// Adds checksums to apps and names, and drops names that only alternate because sources spell them differently.
    ///
    /// - Parameter rescued: The names returned by ``rescueNames(_:)`` if a page of the table is damaged; otherwise
    ///   `nil`. If names were rescued, the version 1 table is kept.
    static func toVersion2(_ database: Database, rescued: [Names]?) throws {
        try upgradeApps(database)
        try upgradeNames(database, rescued: rescued)
    }

    /// Returns the readable names of a version 1 archive with a damaged table of names.
    ///
    /// Call this outside the migration, because SQLite refuses to write in a transaction that has hit a damaged page.
    static func rescueNames(_ reader: any DatabaseReader) -> [Names] {
        var rescued: [Names] = []
        // Unreadable names are reported when the archive is read.
        try? reader.read { database in
            try Version1Names().forEach(database) { app, storefront, names in rescued.append((app, storefront, names)) }
        }
        return rescued
    }

    private static func upgradeApps(_ database: Database) throws {
        // AUTOINCREMENT, so that the number of a damaged row isn't reused. Ids aren't unique, so that an app whose row
        // is damaged can be added again.
        try database.execute(
            sql: """
                ALTER TABLE app RENAME TO app_version_1;
                CREATE TABLE app (
                    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, store TEXT NOT NULL,
                    checksum INTEGER NOT NULL
                );
                """
        )
        let rows = try Row.fetchCursor(database, sql: "SELECT number, id, store FROM app_version_1 ORDER BY number")
        let insert = try database.cachedStatement(
            sql: "INSERT INTO app (number, id, store, checksum) VALUES (?, ?, ?, ?)"
        )
        while let row = try rows.next() {
            guard let number = row.optional(0, as: Int64.self), let id = row.optional(1, as: String.self),
                let store = row.optional(2, as: String.self)
            else { continue }
            let checksum = AppRow.checksum(number: number, id: id, store: store)
            try insert.execute(arguments: [number, id, store, checksum])
        }
        try database.execute(sql: "DROP TABLE app_version_1")
    }

    private static func upgradeNames(_ database: Database, rescued: [Names]?) throws {
        try database.execute(
            sql: """
                ALTER TABLE name RENAME TO \(unreadableNames);
                CREATE TABLE name (
                    app INTEGER NOT NULL, storefront TEXT NOT NULL, since INTEGER NOT NULL,
                    name TEXT NOT NULL, developer TEXT, seen INTEGER NOT NULL, returned INTEGER,
                    checksum INTEGER NOT NULL,
                    PRIMARY KEY (app, storefront, since)
                ) WITHOUT ROWID;
                """
        )
        if let rescued {
            // Damaged rows stay in the old table; names are written again when they are next seen.
            for names in rescued { try store(names, database) }
            return
        }
        try Version1Names(table: unreadableNames).forEach(database) { app, storefront, names in
            try store((app, storefront, names), database)
        }
        try database.execute(sql: "DROP TABLE \(unreadableNames)")
    }

    private static func store(_ names: Names, _ database: Database) throws {
        for span in names.names.spans {
            try NameRow(app: names.app, storefront: names.storefront, span: span).store(database)
        }
    }
}
