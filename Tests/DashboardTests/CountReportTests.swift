import Foundation
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("Counts of overlapping periods, on the page and in its exports")
struct CountReportTests {
    private static let app = Fixtures.app("1700000001")

    /// A count over the days from `first` to `last`.
    private static func count(_ value: Int64, _ first: String, _ last: String? = nil, in storefront: String = "us")
        -> ReportedCount
    {
        let days = Array(Fixtures.day(first)...Fixtures.day(last ?? first))
        let seen = MilestoneCounts.count(value, of: app, on: [first], in: storefront)
        return ReportedCount(Count(days: days, value: value), of: seen.counter, in: .appStore)
    }

    private static func report(_ counts: [ReportedCount], at time: String = "2026-12-31T23:59:59Z") throws -> AppReport
    {
        var ledger = Ledger()
        for count in counts { ledger.append(count) }
        return try #require(AppReport(of: app, in: ledger.snapshot, asOf: Fixtures.time(time)))
    }

    private static func total(_ counts: [ReportedCount]) -> String? {
        var ledger = Ledger()
        for count in counts { ledger.append(count) }
        return MilestonesReport(
            of: .watchlist,
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            asOf: Fixtures.time("2026-12-31T23:59:59Z")
        )
        .rows.first?.figures?.largeTexts[0]
    }

    private static let month = count(1000, "2026-03-01", "2026-03-31")
    private static let lastDay = count(40, "2026-03-31")

    @Test("a month and its last day make the month's total, in both orders; as of a time, only what had ended")
    func monthAndDay() throws {
        for counts in permutations([Self.month, Self.lastDay]) {
            let report = try Self.report(counts)
            #expect(
                report.counted.map(\.text)
                    == ["US downloads: 40 on Mar 31, 2026, 1,000 in 31 days (exact, App Store Connect)"]
            )
            #expect(report.countConflicts.isEmpty)
            #expect(Self.total(counts) == "1,000")
            #expect(try Self.report(counts, at: "2026-03-31T12:00:00Z").counted.isEmpty)
        }
    }

    @Test("a year and its last month make the year's total")
    func yearAndMonth() throws {
        let counts = [Self.count(12_000, "2025-01-01", "2025-12-31"), Self.count(900, "2025-12-01", "2025-12-31")]
        for counts in permutations(counts) {
            #expect(
                try Self.report(counts).counted.map(\.text)
                    == ["US downloads: 900 in 31 days to Dec 31, 2025, 12,000 in 365 days (exact, App Store Connect)"]
            )
        }
    }

    @Test("days keep their values when their week arrives")
    func week() throws {
        let values: [Int64] = [20, 30, 40, 50, 60, 70, 80]
        let days = values.enumerated().map { Self.count($1, "2026-03-0\($0 + 2)") }
        let week = Self.count(350, "2026-03-02", "2026-03-08")
        for counts in [days + [week], [week] + days] {
            let report = try Self.report(counts)
            #expect(report.counted[0].segments.map(\.value) == values)
            let growth = GrowthReport(of: report, in: [], window: 86_400, anchors: [])
            #expect(growth.lines.first?.value.hasPrefix("=50 a day (26–74)") == true)
        }
    }

    @Test("days that add up to more than their month are a conflict that the text, the page and JSON name")
    func conflict() throws {
        let counts = [Self.month, Self.count(700, "2026-03-01"), Self.count(500, "2026-03-02")]
        let sentence =
            "US downloads, Mar 1 to 31, 2026: shorter reports add up to 1,200, the report of the whole period says 1,000; "
            + "the total uses 1,000 (App Store Connect)"
        for counts in permutations(counts) {
            let report = try Self.report(counts)
            #expect(report.countConflicts == [sentence])
            #expect(report.counted[0].totalText == "1,000")
            #expect(PageExport.text(of: report, GrowthOptions()).contains("  ≠ \(sentence)"))
            #expect(report.cards.contains { card in card.lines.contains { $0.text == sentence } })
            var ledger = Ledger()
            for count in counts { ledger.append(count) }
            let json = PageExport.app(Self.app, in: ledger.snapshot, asOf: Fixtures.time("2026-12-31"), as: .json)
            #expect(json?.contains("\"conflicts\":[\"\(sentence)\"]") == true)
        }
    }

    @Test("a week across two months that its days contradict isn't in the total, and the conflict says so")
    func crossingConflict() throws {
        let counts = [
            Self.count(1000, "2026-03-01", "2026-03-31"), Self.count(900, "2026-04-01", "2026-04-30"),
            Self.count(70, "2026-03-31", "2026-04-01"), Self.count(40, "2026-03-31"), Self.count(50, "2026-04-01"),
        ]
        let report = try Self.report(counts)
        #expect(report.counted[0].totalText == "1,900")
        #expect(
            report.countConflicts == [
                "US downloads, Mar 31 to Apr 1, 2026: shorter reports add up to 90, the report of the whole period says 70; "
                    + "the total uses 90 (App Store Connect)"
            ]
        )
    }

    @Test("in JSON every report is a figure, and one within a longer one says so")
    func json() throws {
        let report = try Self.report([Self.month, Self.lastDay])
        let lines = report.counted[0].json.map(\.line)
        #expect(lines.count == 2)
        #expect(lines[0].contains("\"value\":1000,") && lines[0].contains("\"partOf\":null"))
        #expect(lines[1].contains("\"value\":40,"))
        #expect(lines[1].contains("\"partOf\":{\"date\":\"2026-03-01\",\"end\":\"2026-03-31\"}"))
    }

    @Test("a day of refunds is subtracted, and the card says that counts are net")
    func refunds() throws {
        let counts = [Self.count(10, "2026-03-02"), Self.count(-1, "2026-03-03"), Self.count(4, "2026-03-04")]
        let report = try Self.report(counts)
        #expect(
            report.counted.map(\.text) == [
                "US downloads: 4 on Mar 4, 2026, 13 in 3 days (exact, App Store Connect)"
            ]
        )
        #expect(Self.total(counts) == "13")
        let card = try #require(report.cards.first { $0.value == "13" })
        #expect(card.lines.contains { $0.label == "refunds" && $0.text.hasPrefix("subtracted") })
    }

    @Test(
        "storefronts of a month and some of its days add up to both",
        arguments: [
            // A storefront without a row on a day that others have counted nothing on it.
            ([month, lastDay, count(500, "2026-03-01", "2026-03-31", in: "de")], "1,500", ["1460", "40"]),
            // Days of one storefront and the month of another only: they can't be divided.
            ([lastDay, count(500, "2026-03-01", "2026-03-31", in: "de")], "540", ["540"]),
        ]
    )
    func storefronts(counts: [ReportedCount], total: String, segments: [String]) throws {
        #expect(Self.total(counts) == total)
        let own = CounterTotal.all(try Self.report(counts).counted)
        #expect(own.map { $0.series.segments.map { "\($0.value)" } } == [segments])
        #expect(own.allSatisfy { $0.series.resolution.conflicts.isEmpty })
    }

    @Test("a storefront's days that are all known, beside a month of another, don't contradict it")
    func daysBesideMonth() throws {
        let days = (1...31).map { Self.count(10, "2026-03-\($0 < 10 ? "0" : "")\($0)") }
        let counts =
            days + [Self.count(310, "2026-03-01", "2026-03-31"), Self.count(90, "2026-03-01", "2026-03-31", in: "de")]
        let own = CounterTotal.all(try Self.report(counts).counted)
        #expect(own.map { $0.series.total?.value } == [400...400])
        #expect(own.allSatisfy { $0.series.resolution.conflicts.isEmpty })
    }
}
