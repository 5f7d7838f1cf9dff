import GRDB
import Market

/// Functions that read and write rows of the `listing` table, which has one row per app, storefront and hour in which the
/// listing changed.
enum ListingRow {
    static let table = """
        CREATE TABLE listing (
            app INTEGER NOT NULL, storefront TEXT NOT NULL, hour INTEGER NOT NULL,
            since INTEGER NOT NULL, seen INTEGER NOT NULL,
            ratings INTEGER, stars REAL, version TEXT, price INTEGER, currency TEXT,
            PRIMARY KEY (app, storefront, hour)
        ) WITHOUT ROWID
        """

    /// Stores a reading after the earlier ones of its app and storefront.
    ///
    /// - Returns: Whether the listing changed.
    static func store(_ reading: ListingReading, app: UInt32, _ database: Database) throws -> Bool {
        let key: [any DatabaseValueConvertible] = [app, reading.storefront.code]
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT * FROM listing WHERE app = ? AND storefront = ? ORDER BY hour DESC LIMIT 1"
            ),
            arguments: StatementArguments(key)
        )
        let last = try row.map(point)
        switch ListingPoint.change(of: last, by: reading.state, at: reading.observedAt) {
        case .ignored: return false
        case .extended(let point):
            try database.cachedStatement(
                sql: "UPDATE listing SET seen = ? WHERE app = ? AND storefront = ? AND hour = ?"
            ).execute(arguments: [point.seen.seconds, app, reading.storefront.code, point.hour])
            return false
        case .replaced(let point), .appended(let point):
            let state = point.state
            let values: [(any DatabaseValueConvertible)?] = [
                app, reading.storefront.code, point.hour, point.since.seconds, point.seen.seconds, state.ratingCount,
                state.averageRating, state.version, state.price?.thousandths, state.price?.currency,
            ]
            try database.cachedStatement(sql: "INSERT OR REPLACE INTO listing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .execute(arguments: StatementArguments(values))
            return true
        }
    }

    static func point(_ row: Row) throws -> ListingPoint {
        var price: Price?
        if let thousandths: Int64 = row.optional("price"), let currency: String = row.optional("currency") {
            price = Price(thousandths: thousandths, currency: currency)
        }
        return ListingPoint(
            since: Timestamp(seconds: try row.value("since")),
            seen: Timestamp(seconds: try row.value("seen")),
            ListingState(
                ratingCount: row.optional("ratings"),
                averageRating: row.optional("stars"),
                version: row.optional("version"),
                price: price
            )
        )
    }
}
