import Archive
import Foundation
import GRDB
import Market
import TestSupport
import Testing

@Suite("Listings in an archive")
struct ListingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("a.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    private func reading(_ id: String, _ time: String, _ count: Int64?, version: String? = nil) -> ListingReading {
        let price = Price("4.99", currency: "USD")
        let state = ListingState(ratingCount: count, averageRating: 4.5, version: version, price: price)
        return ListingReading(Fixtures.app(id), in: Fixtures.chart("us").storefront, at: Fixtures.time(time), state)
    }

    private func write(_ readings: [ListingReading]) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for reading in readings {
            try writer.append(ArchiveBatch(source: "appstore:ratings/us", snapshots: [], listings: [reading]))
        }
        try writer.close()
    }

    @Test("readings are read back by app and storefront, one point per hour, also after more are written")
    func roundTrip() throws {
        try write([
            reading("9", "2026-03-01T10:00:00Z", 10), reading("9", "2026-03-01T10:30:00Z", 12, version: "2.0"),
            reading("9", "2026-03-01T11:00:00Z", 12, version: "2.0"), reading("8", "2026-03-01T11:00:00Z", nil),
        ])
        try write([reading("9", "2026-03-01T12:00:00Z", 11, version: "2.0"), reading("9", "2026-03-01T10:00:00Z", 1)])
        let listings = try ArchiveReader(path).catalog().listings
        #expect(listings.map(\.app.text) == ["9", "8"] && listings.allSatisfy { $0.storefront.code == "us" })
        let points = listings[0].points
        #expect(points.map(\.state.ratingCount) == [12, 11])
        #expect(points[0].since == Fixtures.time("2026-03-01T10:30:00Z"))
        #expect(points[0].seen == Fixtures.time("2026-03-01T11:00:00Z"))
        #expect(points[0].state.version == "2.0" && points[0].state.price?.text == "4.99 USD")
        #expect(listings[1].points[0].state.ratingCount == nil)
    }

    @Test("an archive of version 2 is read without listings, and is upgraded when it's opened for writing")
    func upgrade() throws {
        try write([reading("9", "2026-03-01T10:00:00Z", 10)])
        let database = try DatabaseQueue(path: path)
        try database.write {
            try $0.execute(sql: "DROP TABLE listing; DELETE FROM grdb_migrations WHERE identifier = '3'")
        }
        try database.close()
        #expect(try ArchiveReader(path).catalog().listings.isEmpty)
        try write([reading("9", "2026-03-02T10:00:00Z", 20)])
        #expect(try ArchiveReader(path).catalog().listings.first?.points.map(\.state.ratingCount) == [20])
        #expect(try Version1Archive.versions(path) == ["1", "2", "3", "4", "5"])
    }
}
