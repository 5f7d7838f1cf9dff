import Archive
import Formats
import Foundation
import History
import Market
import Settings
import TestSupport
import Testing

@testable import Collector

@Suite("Newest data of sources after a restart")
struct NewestDataTests {
    @Test(
        "before the first poll, ratings and reviews in the archive are the newest data of their sources",
        arguments: [
            ("appstore:ratings/us", "2026-03-01T10:00:00Z"), ("appstore:ratings/us,jp", "2026-03-01T12:00:00Z"),
            ("appstore:ratings/de", nil), ("appstore:reviews/us", "2026-03-01T11:00:00Z"), ("appstore:reviews/jp", nil),
            ("appstore:us/top-free", "2026-03-01T09:00:00Z"),
        ] as [(String, String?)]
    )
    func restart(name: String, newest: String?) async throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("a.sqlite").path
        var writer = try ArchiveWriter(path, owner: "test")
        let (us, app) = (Fixtures.chart("us").storefront, Fixtures.app("9"))
        var listings: [ListingReading] = []
        for (storefront, hour, count) in [("us", 8, 5), ("us", 10, 6), ("jp", 12, 7)] as [(String, Int, Int64)] {
            let time = Fixtures.time("2026-03-01T00:00:00Z") + Int64(hour) * 3600
            let front = Fixtures.chart(storefront).storefront
            listings.append(ListingReading(app, in: front, at: time, ListingState(ratingCount: count)))
        }
        let review = AppReview(
            id: 1,
            stars: 5,
            title: "",
            text: "",
            version: nil,
            publishedAt: Fixtures.time("2026-02-01T00:00:00Z"),
            receivedAt: Fixtures.time("2026-03-01T11:00:00Z")
        )
        try writer.append(
            ArchiveBatch(
                source: "appstore:us/top-free",
                snapshots: [Fixtures.snapshot(["9"], at: "2026-03-01T09:00:00Z")],
                listings: listings,
                reviews: [ReviewReading(review, of: app, in: us)]
            )
        )
        try writer.close()
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        history.lockTimeout = 5
        try history.open(.write(path, isExplicit: true), isWhole: true)
        let collector = history.collector(
            log: EventLog { _ in },
            zone: .utc,
            sendsAlerts: false,
            sourcesJSON: { _, _ in "[]" }
        )
        let source = ResolvedSource(name: try SourceName(name), label: name, interval: 3600)
        await collector.startPolling(source, as: SourceID(1))
        let health = await collector.ledger.snapshot.sources.first { $0.source == name }
        #expect(health?.newestData == newest.map { Fixtures.time($0) })
        await collector.finish()
    }
}
