import Foundation
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("Counts of overlapping periods on the page and in exports")
struct CountReportTests {
    private static let app = Fixtures.app("1700000001")

    /// Returns a count over the days from `first` to `last`.
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

    @Test("a month and its last day give the month's total in any order; unfinished periods are ignored")
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

    @Test("a year and its last month give the year's total")
    func yearAndMonth() throws {
        let counts = [Self.count(12_000, "2025-01-01", "2025-12-31"), Self.count(900, "2025-12-01", "2025-12-31")]
        for counts in permutations(counts) {
            #expect(
                try Self.report(counts).counted.map(\.text)
                    == ["US downloads: 900 in 31 days to Dec 31, 2025, 12,000 in 365 days (exact, App Store Connect)"]
            )
        }
    }

    @Test("daily counts are kept when the count for their week arrives")
    func week() throws {
        let values: [Int64] = [20, 30, 40, 50, 60, 70, 80]
        let days = values.enumerated().map { Self.count($1, "2026-03-0\($0 + 2)") }
        let week = Self.count(350, "2026-03-02", "2026-03-08")
        for counts in [days + [week], [week] + days] {
            let report = try Self.report(counts)
            #expect(report.counted[0].segments.map(\.value) == values)
            let growth = GrowthReport(of: report, in: [], window: 86_400, anchors: [])
            #expect(growth.lines.first?.value.hasPrefix("=50/day (26–74)") == true)
        }
    }

    @Test("days that add up to more than their month are a conflict in text, on the page and in JSON")
    func conflict() throws {
        let counts = [Self.month, Self.count(700, "2026-03-01"), Self.count(500, "2026-03-02")]
        let conflict =
            "US downloads, Mar 1 to 31, 2026: shorter reports add up to 1,200, the report for the whole period has 1,000; "
            + "using 1,000 (App Store Connect)"
        for counts in permutations(counts) {
            let report = try Self.report(counts)
            #expect(report.countConflicts == [conflict])
            #expect(report.counted[0].totalText == "1,000")
            #expect(AppExport.text(of: report, GrowthOptions()).contains("  ≠ \(conflict)"))
            #expect(report.cards.contains { card in card.lines.contains { $0.text == conflict } })
            var ledger = Ledger()
            for count in counts { ledger.append(count) }
            let json = PageExport.app(Self.app, in: ledger.snapshot, asOf: Fixtures.time("2026-12-31"), as: .json)
            #expect(json?.contains("\"conflicts\":[\"\(conflict)\"]") == true)
        }
    }

    @Test("a week across two months that conflicts with its days isn't in the total, and the conflict is reported")
    func crossingConflict() throws {
        let counts = [
            Self.count(1000, "2026-03-01", "2026-03-31"), Self.count(900, "2026-04-01", "2026-04-30"),
            Self.count(70, "2026-03-31", "2026-04-01"), Self.count(40, "2026-03-31"), Self.count(50, "2026-04-01"),
        ]
        let report = try Self.report(counts)
        #expect(report.counted[0].totalText == "1,900")
        #expect(
            report.countConflicts == [
                "US downloads, Mar 31 to Apr 1, 2026: shorter reports add up to 90, the report for the whole period has 70; "
                    + "using 90 (App Store Connect)"
            ]
        )
    }

    @Test("JSON has one figure per report, and partOf for reports within a longer one")
    func json() throws {
        let report = try Self.report([Self.month, Self.lastDay])
        let lines = report.counted[0].json.map(\.line)
        #expect(lines.count == 2)
        #expect(lines[0].contains("\"value\":1000,") && lines[0].contains("\"partOf\":null"))
        #expect(lines[1].contains("\"value\":40,"))
        #expect(lines[1].contains("\"partOf\":{\"date\":\"2026-03-01\",\"end\":\"2026-03-31\"}"))
    }

    @Test("refunds are subtracted, and the card reports that")
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
        "reports for a month and for single days in several storefronts are added",
        arguments: [
            // A storefront without a row on a day that others have has no counts on it.
            ([month, lastDay, count(500, "2026-03-01", "2026-03-31", in: "de")], "1,500", ["1460", "40"]),
            // Days of one storefront and only the month of another: the month can't be split.
            ([lastDay, count(500, "2026-03-01", "2026-03-31", in: "de")], "540", ["540"]),
        ]
    )
    func storefronts(counts: [ReportedCount], total: String, segments: [String]) throws {
        #expect(Self.total(counts) == total)
        let totals = CounterTotal.all(try Self.report(counts).counted)
        #expect(totals.map { $0.series.resolution.segments.map { "\($0.value)" } } == [segments])
        #expect(totals.allSatisfy { $0.series.resolution.conflicts.isEmpty })
    }

    @Test("complete days of one storefront don't conflict with the month of another")
    func daysAndMonth() throws {
        let days = (1...31).map { Self.count(10, "2026-03-\($0 < 10 ? "0" : "")\($0)") }
        let counts =
            days + [Self.count(310, "2026-03-01", "2026-03-31"), Self.count(90, "2026-03-01", "2026-03-31", in: "de")]
        let totals = CounterTotal.all(try Self.report(counts).counted)
        #expect(totals.map { $0.series.total?.value } == [400...400])
        #expect(totals.allSatisfy { $0.series.resolution.conflicts.isEmpty })
    }
}
