import Market
import TestSupport
import Testing

@Suite("Days and timestamps")
struct DayTests {
    @Test("each date from 1899 to 2101 converts to a day and back, and days are consecutive")
    func roundTrip() throws {
        var previous = try #require(Day(year: 1898, month: 12, day: 31))
        for year in 1899...2101 {
            for month in 1...12 {
                for dayOfMonth in 1...31 {
                    guard let day = Day(year: year, month: month, day: dayOfMonth) else { continue }
                    #expect(day.number == previous.number + 1)
                    #expect(day.civil == (year, month, dayOfMonth))
                    #expect(Day(iso8601: day.iso8601) == day)
                    #expect(day.weekday == (previous.weekday + 1) % 7)
                    previous = day
                }
            }
        }
    }

    @Test(
        "day numbers and weekdays match known dates",
        arguments: [("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("2025-10-03", 20_364, 4)]
    )
    func known(text: String, number: Int, weekday: Int) {
        #expect(Fixtures.day(text).number == number)
        #expect(Fixtures.day(text).weekday == weekday)
    }

    @Test(
        "dates that don't exist or aren't in the format yyyy-mm-dd are rejected",
        arguments: ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "25-01-01", "2025-1-1", "0000-01-01", ""]
    )
    func refused(text: String) { #expect(Day(iso8601: text) == nil) }

    @Test(
        "timestamps in the formats that feeds use are parsed",
        arguments: [
            ("2026-03-10T00:00:00Z", "2026-03-10T00:00:00Z"), ("2019-07-15T01:30:17.000-07:00", "2019-07-15T08:30:17Z"),
            ("2016-07-27T01:48:44-07:00", "2016-07-27T08:48:44Z"), ("2025-10-03 14:00", "2025-10-03T14:00:00Z"),
            ("2025-10-03T23:59:59+0200", "2025-10-03T21:59:59Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ]
    )
    func instants(text: String, utc: String) { #expect(Timestamp(iso8601: text)?.iso8601 == utc) }

    @Test(
        "invalid timestamps are rejected",
        arguments: ["2025-10-03", "2025-10-03T25:00", "2025-10-03T10:61", "x", "2025-10-03T10:00Zx"]
    )
    func noInstants(text: String) { #expect(Timestamp(iso8601: text) == nil) }

    @Test("the last second of a day is on that day and is recognized as its end")
    func lastSecond() {
        let day = Fixtures.day("2025-10-03")
        #expect(day.lastSecond.iso8601 == "2025-10-03T23:59:59Z")
        #expect(day.lastSecond.day == day)
        #expect(day.lastSecond.isDayEnd)
        #expect(!day.start.isDayEnd)
    }
}
