import GRDB

/// A mark in the head of the file while a writer has it open. It shows that a copy was made without the write-ahead log.
///
/// While a writer has the file open, `user_version` equals `schema_version`; when it ends in order, `user_version` is 0.
/// A copy that SQLite makes (`.backup`, `VACUUM INTO`) has another `schema_version`, so it isn't taken for one of those.
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

    /// What stands next to a file whose mark is set.
    struct Surroundings: Hashable, Sendable {
        /// Bytes of the write-ahead log; `nil` where there is none.
        var logBytes: Int?
        /// Whether there is a lock file, which a copy doesn't have.
        var hasLock: Bool
        /// Whether the process that the lock file names is running.
        var isBeingWritten: Bool
    }

    /// What is to be said of a file whose mark is set; `nil` where nothing is missing.
    static func warning(_ surroundings: Surroundings) -> String? {
        guard !surroundings.isBeingWritten, surroundings.logBytes ?? 0 == 0 else { return nil }
        if !surroundings.hasLock {
            return "is a copy without its write-ahead log (-wal) of an archive that was being written: the newest "
                + "snapshots may be missing; \(advice)"
        }
        guard surroundings.logBytes == nil else { return nil }
        return
            "was not closed in order and its write-ahead log (-wal) is missing: the newest snapshots may be missing, "
            + "unless another program has opened it since"
    }

    static let advice = "copy it with “launchtop archive backup FILE”"
}
