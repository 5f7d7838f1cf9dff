import GRDB
public import Market

extension ArchiveCatalog {
    /// Reads reviews, which archives have since version 5.
    ///
    /// - Parameter condition: The SQL condition that selects the reviews (default: all reviews).
    mutating func readReviews(where condition: String = "1", _ database: Database) throws {
        guard try database.tableExists("review") else { return }
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT * FROM review WHERE \(condition) ORDER BY app, storefront, date, id"
        )
        while let row = try rows.next() {
            guard let app = apps[try row.value("app")], let storefront = Storefront(stored: try row.value("storefront"))
            else { continue }
            reviews.append(ReviewReading(try ReviewRow.review(row), of: app, in: storefront))
        }
    }
}

extension ArchiveReader {
    /// Returns the reviews of some apps by storefront, oldest first.
    public func reviews(of apps: some Collection<AppID>) throws(ArchiveError) -> [ReviewReading] {
        let numbers = try numbers(of: apps).sorted()
        return try read { database in
            var catalog = ArchiveCatalog()
            let list = numbers.map(String.init).joined(separator: ",")
            let hasChecksums = try ArchiveSchema.hasChecksums(database)
            try catalog.attempt(path) {
                try $0.readApps(database, where: "number IN (\(list))", hasChecksums: hasChecksums, path: path)
                try $0.readReviews(where: "app IN (\(list))", database)
            }
            return catalog.reviews
        }
    }
}
