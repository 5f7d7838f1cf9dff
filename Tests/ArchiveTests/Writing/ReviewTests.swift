import Archive
import Foundation
import GRDB
import Market
import TestSupport
import Testing

@Suite("Reviews in an archive")
struct ReviewTests {
    private static let start = Fixtures.time("2026-03-01T10:00:00Z")
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("a.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    private func reading(_ id: Int64, _ stars: Int, at minute: Int64?, received: Int64 = 100, of app: String = "9")
        -> ReviewReading
    {
        let review = AppReview(
            id: id,
            stars: stars,
            title: "Title",
            text: "Two\nlines",
            version: stars > 3 ? "2.0" : nil,
            publishedAt: minute.map { Self.start + $0 * 60 },
            receivedAt: Self.start + received * 60
        )
        return ReviewReading(review, of: Fixtures.app(app), in: Fixtures.chart("us").storefront)
    }

    private func write(_ batches: [ReviewReading]...) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for reviews in batches {
            try writer.append(ArchiveBatch(source: "appstore:reviews/us", snapshots: [], reviews: reviews))
        }
        try writer.close()
    }

    @Test("reviews are read back by app and storefront, oldest first, and an edited one replaces the earlier version")
    func roundTrip() throws {
        try write([reading(2, 5, at: 2), reading(1, 4, at: 1), reading(3, 1, at: nil)], [reading(1, 4, at: 1)])
        try write([reading(2, 1, at: 8, received: 200), reading(1, 4, at: 1, received: 200)])
        let expected = [
            reading(1, 4, at: 1), reading(2, 1, at: 8, received: 200), reading(3, 1, at: nil),
        ]
        #expect(try ArchiveReader(path).catalog().reviews == expected)
        #expect(try ArchiveReader(path).reviews(of: [Fixtures.app("9")]) == expected)
        #expect(try ArchiveReader(path).reviews(of: [Fixtures.app("8")]).isEmpty)
        let numbers = try ArchiveReader(path).numbers(of: [Fixtures.app("9")])
        #expect(try ArchiveReader(path).catalog(of: numbers, in: []).reviews == expected)
    }

    @Test("the newest 5,000 reviews of each app and storefront are kept")
    func limit() throws {
        let limit = Int64(AppReview.limit)
        try write((1...limit).map { reading($0, 3, at: $0, received: 9_000) }, [reading(1, 3, at: 1, of: "8")])
        try write([reading(limit + 1, 3, at: limit + 1, received: 9_000)])
        let reviews = try ArchiveReader(path).catalog().reviews
        #expect(reviews.count { $0.app.text == "9" } == AppReview.limit && reviews.count == AppReview.limit + 1)
        #expect(!reviews.contains { $0.review.id == 1 && $0.app.text == "9" })
        #expect(reviews.contains { $0.review.id == limit + 1 })
    }

    @Test("an archive of version 4 is read without reviews, and is upgraded when it's opened for writing")
    func upgrade() throws {
        try write([reading(1, 5, at: 1)])
        let database = try DatabaseQueue(path: path)
        try database.write {
            try $0.execute(sql: "DROP TABLE review; DELETE FROM grdb_migrations WHERE identifier = '5'")
        }
        try database.close()
        #expect(try ArchiveReader(path).catalog().reviews.isEmpty)
        #expect(try ArchiveReader(path).reviews(of: [Fixtures.app("9")]).isEmpty)
        try write([reading(2, 5, at: 2)])
        #expect(try ArchiveReader(path).catalog().reviews == [reading(2, 5, at: 2)])
        #expect(try Version1Archive.versions(path) == ["1", "2", "3", "4", "5"])
    }

    @Test("forgetting a period removes the reviews received in it that have no date of the store; a backup has all")
    func forget() throws {
        try write([reading(1, 5, at: 1), reading(2, 1, at: nil), reading(3, 1, at: nil, received: 500)])
        let copy = folder.url.appendingPathComponent("b.sqlite").path
        _ = try ArchiveReader(path).backup(to: copy)
        var writer = try ArchiveWriter(path, owner: "test")
        let (first, last) = (Self.start, Self.start + 6000)
        _ = try writer.forget(from: first, through: last, isDryRun: true)
        #expect(try writer.reader.catalog().reviews.count == 3)
        _ = try writer.forget(from: first, through: last, of: [Fixtures.chart("us")])
        #expect(try writer.reader.catalog().reviews.count == 3)
        _ = try writer.forget(from: first, through: last)
        #expect(try writer.reader.catalog().reviews.map(\.review.id) == [1, 3])
        try writer.close()
        #expect(try ArchiveReader(copy).catalog().reviews.count == 3)
    }
}
