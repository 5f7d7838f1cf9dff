import Foundation
import History
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Dashboard

@Suite("Download counts for overlapping periods")
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

    @Test("reports for a month and its last day aren't added twice, and have no effect until the month ends")
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

    @Test("reports for a year and its last month aren't added twice")
    func yearAndMonth() throws {
        let counts = [Self.count(12_000, "2025-01-01", "2025-12-31"), Self.count(900, "2025-12-01", "2025-12-31")]
        for counts in permutations(counts) {
            #expect(
                try Self.report(counts).counted.map(\.text)
                    == ["US downloads: 900 in 31 days to Dec 31, 2025, 12,000 in 365 days (exact, App Store Connect)"]
            )
        }
    }

    @Test("daily counts are kept when a report for their week is added before or after them")
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

    @Test("daily counts that exceed their month's count are reported as a conflict in text, cards and JSON")
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

    @Test("a report that spans two months and contradicts its days is a conflict and isn't part of the total")
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

    @Test("the JSON of download counts has one figure per report, with partOf for a report within a longer one")
    func json() throws {
        let report = try Self.report([Self.month, Self.lastDay])
        let lines = report.counted[0].json.map(\.line)
        #expect(lines.count == 2)
        #expect(lines[0].contains("\"value\":1000,") && lines[0].contains("\"partOf\":null"))
        #expect(lines[1].contains("\"value\":40,"))
        #expect(lines[1].contains("\"partOf\":{\"date\":\"2026-03-01\",\"end\":\"2026-03-31\"}"))
    }

    @Test("refunds (negative counts) are subtracted from the total, and the total's card notes this")
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
        "reports for a month and for single days are added up across storefronts",
        arguments: [
            // Only the US reports the last day separately, so that day's segment has only the US count.
            ([month, lastDay, count(500, "2026-03-01", "2026-03-31", in: "de")], "1,500", ["1460", "40"]),
            // One storefront reports only a day and the other only a month, so the month can't be split.
            ([lastDay, count(500, "2026-03-01", "2026-03-31", in: "de")], "540", ["540"]),
        ]
    )
    func storefronts(counts: [ReportedCount], total: String, segments: [String]) throws {
        #expect(Self.total(counts) == total)
        let totals = CounterTotal.all(try Self.report(counts).counted)
        #expect(totals.map { $0.series.resolution.segments.map { "\($0.value)" } } == [segments])
        #expect(totals.allSatisfy { $0.series.resolution.conflicts.isEmpty })
    }

    @Test("daily counts for a whole month don't conflict with another storefront's monthly count")
    func daysAndMonth() throws {
        let days = (1...31).map { Self.count(10, "2026-03-\($0 < 10 ? "0" : "")\($0)") }
        let counts =
            days + [Self.count(310, "2026-03-01", "2026-03-31"), Self.count(90, "2026-03-01", "2026-03-31", in: "de")]
        let totals = CounterTotal.all(try Self.report(counts).counted)
        #expect(totals.map { $0.series.total?.value } == [400...400])
        #expect(totals.allSatisfy { $0.series.resolution.conflicts.isEmpty })
    }

    @Test("a storefront's count that exceeds another publisher's worldwide count of the same day is a disagreement")
    func partOfWhole() throws {
        func counted(_ value: Int64, _ storefronts: [String], _ source: String, on day: String) -> ReportedCount {
            let scope = Scope(stores: [.appStore], storefronts: storefronts.compactMap { Storefront(stored: $0) })
            let counter = Counter(app: Self.app, metric: .downloads, scope: scope, kind: .exact, source: source)
            return ReportedCount(Count(days: [Fixtures.day(day)], value: value), of: counter, in: .appStore)
        }
        let counts = [
            counted(100, [], "Mint", on: "2026-03-01"), counted(150, ["us"], "Stats", on: "2026-03-01"),
            counted(100, [], "Mint", on: "2026-03-02"), counted(250, ["us"], "Stats", on: "2026-03-02"),
            counted(100, [], "Mint", on: "2026-03-03"), counted(90, ["us"], "Stats", on: "2026-03-03"),
        ]
        #expect(
            try Self.report(counts).countConflicts == [
                "downloads, Mar 2, 2026: US 250 (Stats) is more than worldwide 100 (Mint); and 1 other period"
            ]
        )
        #expect(try Self.report(Array(counts.suffix(2))).countConflicts.isEmpty)
    }
}
