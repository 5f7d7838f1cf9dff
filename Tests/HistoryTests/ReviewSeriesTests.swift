import History
import Market
import TestSupport
import Testing

@Suite("Reviews in the ledger")
struct ReviewSeriesTests {
    private static let start = Fixtures.time("2026-03-01T10:00:00Z")

    private func review(
        _ id: Int64,
        _ stars: Int = 3,
        at minute: Int64?,
        received: Int64 = 100,
        text: String = "Text"
    ) -> AppReview {
        AppReview(
            id: id,
            stars: stars,
            text: text,
            publishedAt: minute.map { Self.start + $0 * 60 },
            receivedAt: Self.start + received * 60
        )
    }

    private func series(_ reviews: [AppReview]) -> ReviewSeries {
        var series = ReviewSeries()
        for review in reviews { series.add(review) }
        return series
    }

    @Test("reviews are in the order of their dates, and a query returns those up to an instant")
    func order() {
        let series = series([review(3, at: 9), review(1, at: 1), review(4, at: nil), review(2, at: 9)])
        #expect(series.reviews.map(\.id) == [1, 2, 3, 4])
        #expect(series.reviews(after: nil, through: Self.start + 9 * 60).map(\.id) == [1, 2, 3])
        #expect(series.reviews(after: Self.start + 60, through: Self.start + 9 * 60).map(\.id) == [2, 3])
        #expect(series.reviews(after: Self.start + 9 * 60, through: Self.start).isEmpty)
    }

    @Test("a review that is received again changes nothing, and an edited one replaces the earlier version")
    func changes() {
        var series = series([review(1, 5, at: 1)])
        #expect(series.add(review(1, 5, at: 1, received: 200)) == .none)
        #expect(series.review(1)?.receivedAt == Self.start + 6000)
        #expect(series.add(review(1, 1, at: 7, received: 200, text: "Now it crashes")) == .replaced)
        #expect(series.reviews == [review(1, 1, at: 7, received: 200, text: "Now it crashes")])
        // An earlier version from a cache.
        #expect(series.add(review(1, 5, at: 1, received: 300)) == .none)
        #expect(series.add(review(1, 2, at: 7, received: 300)) == .replaced)
        #expect(series.reviews.map(\.stars) == [2])
    }

    @Test("a date that becomes known replaces the time of receipt, and a date that is missing later doesn't")
    func undated() {
        var series = series([review(1, at: nil)])
        #expect(series.add(review(1, at: nil, received: 200)) == .none)
        #expect(series.add(review(1, at: 5, received: 200)) == .replaced)
        #expect(series.reviews.map(\.date) == [Self.start + 300])
        #expect(series.review(1)?.receivedAt == Self.start + 6000)
        #expect(series.add(review(1, at: nil, received: 300)) == .none)
    }

    @Test("the newest 5,000 reviews are kept")
    func limit() {
        var series = series((1...Int64(AppReview.limit)).map { review($0, at: $0) })
        #expect(series.add(review(9_000, at: 0)) == .none)
        #expect(series.review(9_000) == nil)
        #expect(series.add(review(9_001, at: 9_001)) == .added)
        #expect(series.reviews.count == AppReview.limit && series.reviews[0].id == 2 && series.review(1) == nil)
    }

    @Test("reviews extend the end of an app's data")
    func span() {
        var ledger = Ledger()
        let app = Fixtures.app("6790244829")
        for id in [Int64(1), 2] {
            ledger.append(ReviewReading(review(id, at: id), of: app, in: Fixtures.chart("us").storefront))
        }
        #expect(ledger.snapshot.span(of: .app(app)) == TimeRange(Self.start + 60, Self.start + 120))
        #expect(ledger.snapshot.reviews(of: app).map(\.storefront.code) == ["us"])
    }
}
