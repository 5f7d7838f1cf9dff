import GRDB
public import Market

extension ArchiveCatalog {
    /// Reads some apps with their listings and reviews, the apps with counts, and the sources of all charts. For each app,
    /// reads the names that pages of the given storefronts show: the names in these storefronts, in the US storefront, and
    /// in the first storefront with a name.
    ///
    /// - Parameters:
    ///   - apps: The numbers of the apps.
    ///   - storefronts: The storefronts. An empty set stands for all storefronts.
    /// - Complexity: O(apps · log rows + counters). An archive of version 1 is read completely.
    init(of apps: Set<UInt32>, in storefronts: Set<Storefront>, _ database: Database, path: String) throws {
        guard try ArchiveSchema.hasChecksums(database) else {
            try self.init(hasCounts: false, database, path: path)
            return
        }
        self.init()
        let numbers = apps.sorted()
        let list = numbers.map(String.init).joined(separator: ",")
        let condition = "number IN (\(list)) OR number IN (SELECT app FROM counter)"
        try attempt(path) { try $0.readApps(database, where: condition, hasChecksums: true, path: path) }
        try attempt(path) { try $0.readNames(of: numbers, in: storefronts, database, path: path) }
        try attempt(path) { try $0.readCountedApps(database) }
        try attempt(path) { try $0.readSources(database) }
        try attempt(path) { try $0.readListings(where: "app IN (\(list))", database) }
        try attempt(path) { try $0.readReviews(where: "app IN (\(list))", database) }
    }

    mutating func readNames(
        of apps: [UInt32],
        in storefronts: Set<Storefront>,
        _ database: Database,
        path: String
    ) throws {
        var damage = Self.nameDamage(path)
        defer { problems += damage.problems }
        let codes = Set(storefronts.map(\.code) + ["us"]).sorted()
        let places = codes.indices.map { "?\($0 + 2)" }.joined(separator: ",")
        let condition =
            storefronts.isEmpty
            ? "" : "AND storefront IN (\(places), (SELECT min(storefront) FROM name WHERE app = ?1))"
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(NameRow.columns) FROM name WHERE app = ?1 \(condition)
                ORDER BY app, storefront, since
                """
        )
        for app in apps {
            let arguments = [Int64(app)] as StatementArguments
            let rest = StatementArguments(storefronts.isEmpty ? [] : codes)
            try read(try Row.fetchCursor(statement, arguments: arguments + rest), damage: &damage)
        }
    }
}

extension ArchiveReader {
    /// Reads some apps with the names that pages of some storefronts show, and the apps with counts.
    ///
    /// - Parameters:
    ///   - apps: The numbers of the apps.
    ///   - storefronts: The storefronts. An empty set stands for all storefronts.
    public func catalog(
        of apps: Set<UInt32>,
        in storefronts: Set<Storefront>
    ) throws(ArchiveError) -> ArchiveCatalog {
        try read { try ArchiveCatalog(of: apps, in: storefronts, $0, path: path) }
    }

    /// Returns the numbers of apps, and the storefronts in which each of them has names. Apps that aren't in the
    /// archive are omitted.
    public func storefronts(
        of apps: [AppID]
    ) throws(ArchiveError) -> [(number: UInt32, storefronts: Set<Storefront>)] {
        try read { database in
            try apps.compactMap { app in
                let number = try UInt32.fetchOne(
                    database,
                    sql: "SELECT number FROM app WHERE id = ?",
                    arguments: [app.text]
                )
                guard let number else { return nil }
                let codes = try String.fetchAll(
                    database,
                    sql: "SELECT DISTINCT storefront FROM name WHERE app = ?",
                    arguments: [number]
                )
                return (number, Set(codes.compactMap { Storefront(stored: $0) }))
            }
        }
    }

    /// Returns the numbers of apps. An app has several numbers if the row of one of them was damaged at some time.
    public func numbers(of apps: some Collection<AppID>) throws(ArchiveError) -> Set<UInt32> {
        try read { database in
            var numbers: Set<UInt32> = []
            for app in apps {
                let sql = "SELECT number FROM app WHERE id = ?"
                numbers.formUnion(try UInt32.fetchAll(database, sql: sql, arguments: [app.text]))
            }
            return numbers
        }
    }

    /// Reads the apps with counts, without their names.
    ///
    /// - Complexity: O(counters).
    public func countedCatalog() throws(ArchiveError) -> ArchiveCatalog {
        try read { database in
            var catalog = ArchiveCatalog()
            let hasChecksums = try ArchiveSchema.hasChecksums(database)
            let condition = "number IN (SELECT app FROM counter)"
            try catalog.attempt(path) {
                try $0.readApps(database, where: condition, hasChecksums: hasChecksums, path: path)
                try $0.readCountedApps(database)
            }
            return catalog
        }
    }

    /// Returns the numbers of the apps with counts.
    public func countedApps() throws(ArchiveError) -> Set<UInt32> {
        try read { Set(try UInt32.fetchAll($0, sql: "SELECT DISTINCT app FROM counter")) }
    }

    /// Reads some apps without their names.
    ///
    /// - Parameter numbers: The numbers of the apps.
    /// - Complexity: O(apps in the archive).
    public func apps(_ numbers: Set<UInt32>) throws(ArchiveError) -> ArchiveCatalog {
        try read { database in
            var catalog = ArchiveCatalog()
            let hasChecksums = try ArchiveSchema.hasChecksums(database)
            try catalog.attempt(path) { try $0.readApps(database, hasChecksums: hasChecksums, path: path) }
            catalog.apps = catalog.apps.filter { numbers.contains($0.key) }
            return catalog
        }
    }

    /// Returns the size of the archive in bytes, including free pages.
    public func byteCount() throws(ArchiveError) -> Int {
        try read { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}
