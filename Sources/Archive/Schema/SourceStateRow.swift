import GRDB

/// Functions that read and write rows of the `source_state` table, in which sources that fetch their history in parts
/// keep what they have fetched.
///
/// The table is created when a source first stores its state, so that other archives stay unchanged. Versions of the
/// program that don't know the table ignore it.
enum SourceStateRow {
    private static let table = """
        CREATE TABLE source_state (label TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID
        """

    static func store(_ state: String, of label: String, _ database: Database) throws {
        if try !database.tableExists("source_state") {
            try database.execute(sql: table)
            // The marker contains the version of the schema, which has changed.
            try OpenMarker.set(database)
        }
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO source_state VALUES (?, ?)")
            .execute(arguments: [label, state])
    }

    /// Returns the state of a source; `nil` if it has none.
    static func state(of label: String, _ database: Database) throws -> String? {
        guard try database.tableExists("source_state") else { return nil }
        return try String.fetchOne(database, sql: "SELECT state FROM source_state WHERE label = ?", arguments: [label])
    }
}
