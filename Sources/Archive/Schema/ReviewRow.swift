import GRDB
import Market

/// Functions that read and write rows of the `review` table, which has one row per app, storefront and review. At most
/// ``AppReview/limit`` reviews of an app are kept in a storefront, the newest.
enum ReviewRow {
    static let table = """
        CREATE TABLE review (
            app INTEGER NOT NULL, storefront TEXT NOT NULL, id INTEGER NOT NULL,
            date INTEGER NOT NULL, dated INTEGER NOT NULL, received INTEGER NOT NULL,
            stars INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, version TEXT,
            PRIMARY KEY (app, storefront, id)
        ) WITHOUT ROWID;
        CREATE INDEX review_by_date ON review (app, storefront, date, id);
        """

    /// Stores reviews, replacing earlier versions of them, and deletes those beyond the limit.
    ///
    /// - Parameter number: A closure that returns the number of an app.
    /// - Returns: Whether any review was added or changed.
    static func store(
        _ readings: [ReviewReading],
        _ database: Database,
        number: (AppID) throws -> UInt32
    ) throws -> Bool {
        var changed: Set<Feed> = []
        for reading in readings {
            let feed = Feed(app: try number(reading.app), storefront: reading.storefront.code)
            if try store(reading.review, in: feed, database) { changed.insert(feed) }
        }
        for feed in changed { try prune(feed, database) }
        return !changed.isEmpty
    }

    private struct Feed: Hashable {
        var app: UInt32
        var storefront: String
    }

    private static func store(_ review: AppReview, in feed: Feed, _ database: Database) throws -> Bool {
        let row = try Row.fetchOne(
            try database.cachedStatement(sql: "SELECT * FROM review WHERE app = ? AND storefront = ? AND id = ?"),
            arguments: [feed.app, feed.storefront, review.id]
        )
        var new = review
        if let known = try row.map(self.review) {
            guard let replacement = review.replacement(of: known) else { return false }
            new = replacement
        }
        let values: [(any DatabaseValueConvertible)?] = [
            feed.app, feed.storefront, new.id, new.date.seconds, new.isDated, new.receivedAt.seconds, new.stars,
            new.title, new.text, new.version,
        ]
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .execute(arguments: StatementArguments(values))
        return true
    }

    private static func prune(_ feed: Feed, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                DELETE FROM review WHERE app = ?1 AND storefront = ?2 AND (date, id) < (
                    SELECT date, id FROM review WHERE app = ?1 AND storefront = ?2
                    ORDER BY date DESC, id DESC LIMIT 1 OFFSET \(AppReview.limit - 1)
                )
                """
        ).execute(arguments: [feed.app, feed.storefront])
    }

    /// Deletes the reviews without a date of the store that were received in a span. The clock may have been wrong.
    static func forgetUndated(in span: ClosedRange<Int64>, _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM review WHERE dated = 0 AND received BETWEEN ? AND ?",
            arguments: [span.lowerBound, span.upperBound]
        )
    }

    /// Decodes a row.
    static func review(_ row: Row) throws -> AppReview {
        let isDated: Bool = try row.value("dated")
        var review = AppReview(
            id: try row.value("id"),
            stars: min(5, max(1, try row.value("stars"))),
            title: try row.value("title"),
            text: try row.value("text"),
            version: row.optional("version"),
            publishedAt: nil,
            receivedAt: Timestamp(seconds: try row.value("received"))
        )
        (review.date, review.isDated) = (Timestamp(seconds: try row.value("date")), isDated)
        return review
    }
}
