import History
import Market
import TestSupport
import Testing

@Suite("Ratings added per day")
struct RatingsByDayTests {
    private static func added(
        _ counts: [(time: String, count: Int64?)],
        offset: Int64 = 0,
        at instant: String = "2026-03-04T12:00Z"
    ) -> [String] {
        var series = ListingSeries()
        for (text, count) in counts {
            series.add(ListingState(ratingCount: count), at: Fixtures.time("2026-03-0\(text)Z"))
        }
        let days = Fixtures.day("2026-03-01")...Fixtures.day("2026-03-04")
        let added = series.ratingsAdded(on: days, beginningAt: offset, asOf: Fixtures.time(instant))
        return added.sorted { $0.key < $1.key }.map { "\($0.key.civil.day): \($0.value)" }
    }

    @Test(
        "a day has ratings if the count was seen up to six hours before its beginning and its end",
        arguments: [
            ([], []),
            // The third day's end is unknown, and so is the fourth day.
            ([("1T23:00", 100), ("2T12:00", 130), ("2T20:00", 131), ("3T12:00", 140)], ["2: 31"]),
            ([("1T17:00", 100), ("2T12:00", 130), ("2T20:00", 131)], []),
            // A count at midnight belongs to the day that ends.
            ([("2T00:00", 100), ("3T00:00", 110), ("4T00:00", 125), ("4T11:00", 127)], ["2: 10", "3: 15", "4: 2"]),
            // Removed ratings aren't negative ratings, and a reading without a count is skipped.
            ([("1T23:00", 100), ("2T06:00", 90), ("2T12:00", nil), ("2T23:00", 95)], ["2: 5"]),
            ([("1T23:00", 100), ("2T23:00", 100)], ["2: 0"]),
        ] as [([(time: String, count: Int64?)], [String])]
    )
    func days(counts: [(time: String, count: Int64?)], expected: [String]) {
        #expect(Self.added(counts) == expected)
    }

    @Test("days may begin at another time than midnight UTC")
    func offset() {
        let counts: [(time: String, count: Int64?)] = [
            ("2T07:00", 100), ("2T10:00", 130), ("3T07:00", 150), ("3T10:00", 151),
        ]
        #expect(Self.added(counts, offset: 8 * 3600) == ["2: 50"])
        #expect(Self.added(counts, offset: 8 * 3600, at: "2026-03-03T11:00Z") == ["2: 50", "3: 1"])
        #expect(Self.added(counts, offset: 8 * 3600, at: "2026-03-02T11:00Z") == ["2: 30"])
    }
}
