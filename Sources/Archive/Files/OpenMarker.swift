import GRDB

/// A marker that is set in the file header while a writer has the file open. In a copy, it shows that the file was
/// copied without its write-ahead log.
///
/// While a writer has the file open, `user_version` equals `schema_version`; after the file has been closed cleanly,
/// `user_version` is 0. A copy made by SQLite (`.backup`, `VACUUM INTO`) has a different `schema_version`, so it isn't
/// mistaken for a copy of an open file.
enum OpenMarker {
    static func set(_ database: Database) throws {
        let schema = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
        try database.execute(sql: "PRAGMA user_version = \(schema)")
    }

    static func clear(_ database: Database) throws { try database.execute(sql: "PRAGMA user_version = 0") }

    static func isSet(_ database: Database) throws -> Bool {
        let schema = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
        let mark = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        return schema != 0 && schema == mark
    }

    /// The state of the files next to a database file.
    struct Siblings: Hashable, Sendable {
        /// The size of the write-ahead log in bytes; `nil` if there is none.
        var logBytes: Int?
        /// Whether there is a lock file. A copy has none.
        var hasLock: Bool
        /// Whether the process named in the lock file is running.
        var isBeingWritten: Bool
    }

    /// Returns a warning that data may be missing from a file with the marker; `nil` if no data is missing.
    static func warning(_ siblings: Siblings) -> String? {
        guard !siblings.isBeingWritten, siblings.logBytes ?? 0 == 0 else { return nil }
        if !siblings.hasLock {
            return
                "was copied from an open archive without its write-ahead log (-wal): the newest snapshots may be missing; "
                + advice
        }
        guard siblings.logBytes == nil else { return nil }
        return
            "was not closed cleanly and its write-ahead log (-wal) is missing: the newest snapshots may be missing, "
            + "unless another program has already merged the log into the file"
    }

    static let advice = "copy the original with \"launchtop archive backup FILE\""
}
