import GRDB

/// The tables of an archive, as described in `docs/formats/archive.md`. Archives of all earlier versions can be read.
enum ArchiveSchema {
    /// The application ID in the file header, "Ltop" in ASCII.
    static let applicationID: Int32 = 0x4C74_6F70
    static let version = 5

    static var migrator: DatabaseMigrator { migrator() }

    private static func migrator(rescuedNames: [ArchiveUpgrade.Names]? = nil) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: version1)
        }
        migrator.registerMigration("2") { database in
            try ArchiveUpgrade.toVersion2(database, rescued: rescuedNames)
        }
        migrator.registerMigration("3") { try $0.execute(sql: ListingRow.table) }
        migrator.registerMigration("4") { try DailyRow.upgrade($0) }
        migrator.registerMigration("5") { try $0.execute(sql: ReviewRow.table) }
        return migrator
    }

    /// Returns whether the rows of apps and names have checksums, as they do since archive version 2.
    ///
    /// The result may change while a reader is open, because another process may upgrade the archive.
    static func hasChecksums(_ database: Database) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM grdb_migrations WHERE identifier = '2')")
            ?? false
    }

    /// Upgrades an archive to the current version, with one transaction per version.
    ///
    /// - Throws: An error if an archive of an earlier version can't be upgraded. The archive is then unchanged and can
    ///   still be read.
    static func upgrade(_ writer: any DatabaseWriter, path: String) throws {
        let versions = try writer.read { try migrator.appliedIdentifiers($0) }
        do {
            do {
                try migrator.migrate(writer)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT && versions == ["1"] {
                try migrator(rescuedNames: ArchiveUpgrade.rescueNames(writer)).migrate(writer)
            }
        } catch {
            guard !versions.isEmpty else { throw error }
            let error = ArchiveError(error, path: path, action: "upgrade to archive version \(version)")
            throw ArchiveError(error.reason, path, "\(error.problem); you can still read it")
        }
        guard versions.contains("1"), !versions.contains("2") else { return }
        // Release the pages freed by the upgrade. If that fails, sealing tries again.
        try? writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA incremental_vacuum") }
    }

    private static let version1 = """
        CREATE TABLE app (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, store TEXT NOT NULL);
        CREATE TABLE name (
            app INTEGER NOT NULL, storefront TEXT NOT NULL, since INTEGER NOT NULL,
            name TEXT NOT NULL, developer TEXT,
            PRIMARY KEY (app, storefront, since)
        ) WITHOUT ROWID;
        CREATE TABLE chart (
            number INTEGER PRIMARY KEY, store TEXT NOT NULL, storefront TEXT NOT NULL, kind TEXT NOT NULL,
            genre TEXT NOT NULL, edition TEXT NOT NULL,
            UNIQUE (store, storefront, kind, genre, edition)
        );
        CREATE TABLE block (
            key INTEGER PRIMARY KEY AUTOINCREMENT, chart INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, data BLOB NOT NULL
        );
        CREATE INDEX block_by_chart ON block (chart, first);
        CREATE TABLE log (number INTEGER PRIMARY KEY, chart INTEGER NOT NULL, record BLOB NOT NULL);
        CREATE TABLE source (
            number INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, first INTEGER NOT NULL, last INTEGER NOT NULL
        );
        CREATE TABLE chart_source (
            chart INTEGER NOT NULL, source INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (chart, source)
        ) WITHOUT ROWID;
        CREATE TABLE counter (
            number INTEGER PRIMARY KEY, app INTEGER NOT NULL, metric TEXT NOT NULL, stores TEXT NOT NULL,
            storefronts TEXT, kind TEXT NOT NULL, source TEXT NOT NULL
        );
        CREATE TABLE count (
            number INTEGER PRIMARY KEY, counter INTEGER NOT NULL, days TEXT NOT NULL, value INTEGER NOT NULL
        );
        CREATE INDEX count_by_counter ON count (counter, days);
        CREATE TABLE event (
            number INTEGER PRIMARY KEY, app INTEGER NOT NULL, day INTEGER NOT NULL, text TEXT NOT NULL,
            source TEXT NOT NULL, address TEXT, published TEXT NOT NULL,
            UNIQUE (app, day, text)
        );
        CREATE TABLE watched (app INTEGER PRIMARY KEY, since INTEGER NOT NULL);
        """
}
