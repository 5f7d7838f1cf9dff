import Market
import Testing

@testable import Settings

@Suite("Time zone tables")
struct TimeZoneTableTests {
    private func offset(_ zone: String, _ instant: String) throws -> String {
        let instant = try #require(Timestamp(iso8601: instant))
        let last = try #require(TimeZoneTable.changes(of: zone).last { $0.from <= instant })
        #expect(TimeZoneTable(zone: zone).abbreviation(at: instant) == last.abbreviation)
        return "\(last.offset) \(last.abbreviation)"
    }

    @Test(
        "the UTC offsets of time zones match the tz database, and an unknown zone is UTC",
        arguments: [
            ("Europe/Berlin", "2025-07-01T00:00:00Z", "7200 UTC+2"),
            ("Europe/Berlin", "2025-01-01T00:00:00Z", "3600 UTC+1"),
            ("Europe/Berlin", "2025-03-30T00:59:59Z", "3600 UTC+1"),
            ("Europe/Berlin", "2025-03-30T01:00:00Z", "7200 UTC+2"),
            ("Europe/Berlin", "2025-10-26T00:59:59Z", "7200 UTC+2"),
            ("Europe/Berlin", "2025-10-26T01:00:00Z", "3600 UTC+1"),
            ("America/Los_Angeles", "2025-10-03T00:00:00Z", "-25200 UTC-7"),
            ("Asia/Kolkata", "2025-10-03T00:00:00Z", "19800 UTC+5:30"),
            ("Asia/Kathmandu", "2025-10-03T00:00:00Z", "20700 UTC+5:45"),
            ("America/St_Johns", "2025-01-03T00:00:00Z", "-12600 UTC-3:30"),
            ("Australia/Lord_Howe", "2025-07-03T00:00:00Z", "37800 UTC+10:30"),
            ("Australia/Lord_Howe", "2025-12-03T00:00:00Z", "39600 UTC+11"),
            ("Europe/Moscow", "2012-01-01T00:00:00Z", "14400 UTC+4"),
            ("Europe/Moscow", "2025-01-01T00:00:00Z", "10800 UTC+3"),
            ("UTC", "2025-07-01T00:00:00Z", "0 UTC"), ("nowhere", "2025-07-01T00:00:00Z", "0 UTC"),
        ]
    )
    func offsets(zone: String, instant: String, expected: String) throws {
        #expect(try offset(zone, instant) == expected)
    }

    @Test(
        "a time zone table's changes are in order from 1970 to 2100, and each one changes the offset",
        arguments: [
            "Europe/Berlin", "Africa/Casablanca", "America/New_York", "Pacific/Apia", "Asia/Tokyo", "UTC", "local",
        ]
    )
    func order(zone: String) {
        let changes = TimeZoneTable.changes(of: zone)
        #expect(changes.first?.from == Timestamp(seconds: 0))
        for (earlier, later) in zip(changes, changes.dropFirst()) {
            #expect(earlier.from < later.from && earlier.offset != later.offset)
        }
        #expect((1...1000).contains(changes.count))
        #expect(changes.last.map { $0.from.seconds < 4_102_444_800 } == true)
        #expect(changes.allSatisfy { abs($0.offset) <= 86_400 })
    }

    @Test(
        "a wall clock time shown twice is the first instant; a skipped one uses the offset before the change",
        arguments: [
            ("America/New_York", "2025-11-02T01:30:00Z", "2025-11-02T05:30:00Z"),
            ("America/New_York", "2025-03-09T02:30:00Z", "2025-03-09T07:30:00Z"),
            ("America/New_York", "2025-11-02T03:00:00Z", "2025-11-02T08:00:00Z"),
            ("Europe/Berlin", "2025-10-26T02:30:00Z", "2025-10-26T00:30:00Z"),
            ("Europe/Berlin", "2025-03-30T02:30:00Z", "2025-03-30T01:30:00Z"),
            ("UTC", "2025-10-26T02:30:00Z", "2025-10-26T02:30:00Z"),
        ]
    )
    func clockChanges(zone: String, local: String, expected: String) throws {
        let table = TimeZoneTable(zone: zone)
        let instant = table.instant(local: try #require(Timestamp(iso8601: local)))
        #expect(instant.iso8601 == expected)
    }
}
