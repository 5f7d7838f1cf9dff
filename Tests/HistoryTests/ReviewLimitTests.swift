import Market
import TestSupport
import Testing

@testable import History

@Suite("The number of reviews in memory")
struct ReviewLimitTests {
    private static let start = Fixtures.time("2026-03-01T10:00:00Z")

    /// Returns the number of reviews by app and storefront after adding reviews in turn with a limit. Each app has a
    /// share of the reviews.
    private static func counts(_ shares: [(app: String, storefront: String, share: Int)], total: Int, limit: Int)
        -> (counts: [String: Int], most: Int, oldest: [String: Int64])
    {
        var ledger = Ledger()
        var most = 0
        let turns = shares.flatMap { Array(repeating: $0, count: $0.share) }
        for number in 0..<total {
            let turn = turns[number % turns.count]
            let time = start + Int64(number) * 60
            let review = AppReview(id: Int64(number), stars: 3, text: "Text", publishedAt: time, receivedAt: time)
            let storefront = Fixtures.chart(turn.storefront).storefront
            let app = Fixtures.app(turn.app)
            _ = ledger.snapshot.storeReviews[app, default: [:]][storefront, default: ReviewSeries()].add(review)
            ledger.limitReviews(to: limit)
            most = max(most, ledger.snapshot.storeReviews.values.flatMap(\.values).reduce(0) { $0 + $1.reviews.count })
        }
        var counts: [String: Int] = [:]
        var oldest: [String: Int64] = [:]
        for (app, found) in ledger.snapshot.storeReviews {
            for (storefront, series) in found {
                counts["\(app.text) \(storefront.code)"] = series.reviews.count
                oldest["\(app.text) \(storefront.code)"] = series.reviews.first?.id
            }
        }
        return (counts, most, oldest)
    }

    @Test("the oldest reviews of the largest series are dropped, and the total never exceeds the limit")
    func limit() {
        let (counts, most, oldest) = Self.counts(
            [("1", "us", 8), ("1", "jp", 1), ("2", "us", 1)],
            total: 1000,
            limit: 320
        )
        #expect(most <= 320)
        // Small series keep everything until the largest ones are as small.
        #expect(counts["1 jp"] == 100 && counts["2 us"] == 100)
        #expect((80...120).contains(counts["1 us"] ?? 0))
        #expect((oldest["1 us"] ?? 0) > 700 && oldest["1 jp"] == 8)
    }

    @Test("nothing is dropped below the limit")
    func few() {
        let (counts, _, _) = Self.counts([("1", "us", 1), ("2", "us", 1)], total: 280, limit: 320)
        #expect(counts == ["1 us": 140, "2 us": 140])
    }
}
