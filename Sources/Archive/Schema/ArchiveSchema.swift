import GRDB

/// The tables of an archive. Drawn in `ArchiveFormat.md`; every version stays readable.
enum ArchiveSchema {
    /// "Ltop", in the head of the file.
    static let applicationID: Int32 = 0x4C74_6F70
    static let version = 1

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(sql: version1)
        }
        return migrator
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
