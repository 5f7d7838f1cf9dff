import History
import Market
import TestSupport
import Testing

@Suite("Listings over time")
struct ListingSeriesTests {
    private static func time(_ text: String) -> Timestamp { Fixtures.time("2026-03-0\(text)Z") }

    private static func series(_ counts: [(time: String, count: Int64?)]) -> ListingSeries {
        var series = ListingSeries()
        for (text, count) in counts { series.add(ListingState(ratingCount: count), at: time(text)) }
        return series
    }

    @Test("an unchanged listing extends the last point; a change within the same hour replaces it")
    func points() {
        let series = Self.series([
            ("1T10:00", 100), ("1T10:15", 100), ("1T11:05", 101), ("1T11:20", 103), ("1T12:00", 103), ("1T13:00", 104),
            ("1T12:30", 999),
        ])
        let expected: [(since: String, seen: String, count: Int64)] = [
            ("1T10:00", "1T10:15", 100), ("1T11:20", "1T12:00", 103), ("1T13:00", "1T13:00", 104),
        ]
        #expect(
            series.points
                == expected.map {
                    ListingPoint(
                        since: Self.time($0.since),
                        seen: Self.time($0.seen),
                        ListingState(ratingCount: $0.count)
                    )
                }
        )
        #expect(series.point(asOf: Self.time("1T09:59")) == nil)
        #expect(series.point(asOf: Self.time("1T11:10"))?.state.ratingCount == 100)
        #expect(series.point(asOf: Self.time("1T11:20"))?.state.ratingCount == 103)
        #expect(series.point(asOf: Self.time("2T00:00"))?.state.ratingCount == 104)
    }

    @Test(
        "ratings that the store removes are counted apart from new ones",
        arguments: [
            (["1T10:00", "2T10:00"], [100, 130], ListingSeries.RatingChange(added: 30, removed: 0)),
            (["1T10:00", "1T20:00", "2T10:00"], [100, 40, 55], .init(added: 15, removed: 60)),
            (["1T10:00", "2T09:00"], [100, 100], .init()), (["1T12:00", "2T10:00"], [100, 130], nil),
            (["1T03:00", "2T10:00"], [100, 130], nil),
            (["1T10:00", "1T12:00", "2T10:00"], [100, nil, 101], .init(added: 1)),
            (["1T10:00", "2T10:00"], [nil, 130], nil),
        ] as [([String], [Int64?], ListingSeries.RatingChange?)]
    )
    func changes(times: [String], counts: [Int64?], expected: ListingSeries.RatingChange?) {
        let series = Self.series(zip(times, counts).map { ($0, $1) })
        #expect(series.ratingChange(over: 86_400, asOf: Self.time("2T10:00")) == expected)
    }

    @Test("points from an archive come before newer points in memory")
    func restoring() {
        let app = Fixtures.app("1")
        let us = Fixtures.chart("us").storefront
        var ledger = Ledger()
        ledger.append(ListingReading(app, in: us, at: Self.time("2T10:00"), ListingState(ratingCount: 12)))
        let stored = Self.series([("1T10:00", 10), ("1T12:00", 11)]).points
        ledger.restore(stored, of: app, listedIn: us)
        let counts = [10, 11, 12] as [Int64?]
        #expect(ledger.snapshot.listings(of: app).first?.series.points.map(\.state.ratingCount) == counts)
        // Reading the archive again changes nothing.
        let all = ledger.snapshot.listings(of: app).first?.series.points ?? []
        ledger.restore(all, of: app, listedIn: us)
        #expect(ledger.snapshot.listings(of: app).first?.series.points == all)
        #expect(ledger.snapshot.listings(of: Fixtures.app("2")).isEmpty)
    }

    @Test("the number of points is limited")
    func limit() {
        var series = ListingSeries()
        for hour in 0..<20_100 {
            series.add(ListingState(ratingCount: Int64(hour)), at: Self.time("1T00:00") + Int64(hour) * 3600)
        }
        #expect(series.points.count == 20_000 && series.points.last?.state.ratingCount == 20_099)
    }
}
