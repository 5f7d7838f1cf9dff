import GRDB
import Market
import TimeSeries

extension ArchiveCatalog {
    /// Reads the names of all apps.
    ///
    /// - Complexity: O(rows).
    mutating func readNames(_ database: Database, path: String) throws {
        var damage = Self.nameDamage(path)
        defer { problems += damage.problems }
        try read(try Row.fetchCursor(database, sql: NameRow.query), damage: &damage)
        if try database.tableExists(ArchiveUpgrade.unreadableNames) {
            let problem =
                "some names couldn't be read when the archive was upgraded to version 2; they return as apps are seen again"
            problems.append(ArchiveError(.damaged, path, problem))
        }
    }

    static func nameDamage(_ path: String) -> RowDamage {
        RowDamage(path: path, table: "name", consequence: "this name is omitted")
    }

    /// Adds the names in rows that are in the order of the primary key.
    mutating func read(_ rows: RowCursor, damage: inout RowDamage) throws {
        var current: (app: Int64, storefront: String, spans: [NameRow.Span])?
        func finish(_ catalog: inout ArchiveCatalog) {
            guard let done = current else { return }
            current = nil
            catalog.add(app: done.app, storefront: done.storefront, ValueHistory(spans: done.spans))
        }
        // Also runs if a damaged page ends the loop.
        defer { finish(&self) }
        while let row = try rows.next() {
            guard let name = NameRow(row) else {
                damage.add(Self.label(of: row))
                continue
            }
            if current?.app != name.app || current?.storefront != name.storefront {
                finish(&self)
                current = (name.app, name.storefront, [])
            }
            current?.spans.append(name.span)
        }
    }

    /// Reads the names from an archive of version 1, omitting names that only alternate because sources spell them
    /// differently.
    mutating func readVersion1Names(_ database: Database) throws {
        try Version1Names().forEach(database) { app, storefront, names in
            add(app: app, storefront: storefront, names)
        }
    }

    private mutating func add(app: Int64, storefront: String, _ names: ValueHistory<AppName>) {
        guard let app = UInt32(exactly: app), let storefront = Storefront(stored: storefront), !names.spans.isEmpty
        else { return }
        nameHistories.append(NameHistory(app: app, storefront: storefront, names: names))
    }

    private static func label(of row: Row) -> String {
        let app = row.optional(0, as: Int64.self).map(String.init) ?? "?"
        let storefront = row.optional(1, as: String.self).flatMap { Storefront(stored: $0)?.code } ?? "?"
        let since = row.optional(2, as: Int64.self).map { Timestamp(seconds: $0).iso8601 } ?? "?"
        return "app \(app) in \(storefront), since \(since)"
    }
}
