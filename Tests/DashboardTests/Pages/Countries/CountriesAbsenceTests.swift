import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Missing ranks on the Countries page")
struct CountriesAbsenceTests {
    /// A ledger of five countries with different data about app 2.
    private static let uneven: LedgerSnapshot = {
        var ledger = Ledger()
        func append(_ code: String, _ snapshots: [(String, [String])]) {
            for (time, ids) in snapshots {
                ledger.append(Fixtures.snapshot(ids, at: time, chart: Fixtures.chart(code)))
            }
        }
        let days = (1...10).map { $0 < 10 ? "2026-03-0\($0)" : "2026-03-\($0)" }
        append("us", days.enumerated().map { ($1, $0 % 2 == 0 ? ["1", "2", "3"] : ["3", "2", "1"]) })
        // Never ranked.
        append("jp", days.enumerated().map { ($1, $0 % 2 == 0 ? ["1", "3"] : ["3", "1"]) })
        // No snapshot for a week.
        append("de", days.prefix(3).enumerated().map { ($1, $0 % 2 == 0 ? ["2", "1"] : ["2", "3"]) })
        // Missing from the newest snapshot only.
        append("fr", days.enumerated().map { ($1, $0 == 9 ? ["1"] : $0 % 2 == 0 ? ["1", "2"] : ["3", "2"]) })
        // First seen after the other countries.
        append("kr", [("2026-03-20", ["2"])])
        return ledger.snapshot
    }()

    @Test("the Countries page shows where an app is unranked, missing from one snapshot, stale or without data")
    func absence() throws {
        let report = CountriesReport(
            of: Fixtures.chart(),
            app: Fixtures.app("2"),
            in: Self.uneven,
            asOf: Fixtures.time("2026-03-10")
        )
        let lines = report.content(report.columns(sparkColumns: 0), theme: .mono).lines.map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines == [
                "country # Δ24h best seen", "US United States 2 2 now", "DE Germany 1 stale 1 7 d",
                "FR France ? was 2 2 now", "JP Japan – · now", "KR South Korea · · never",
            ]
        )
        #expect(
            report.summary
                == "top 10 in 1, ranked in 1 of 5 countries, not ranked in 2, 1 not current, no data for 1"
        )
        let window = TimeRange(Fixtures.time("2026-03-01"), Fixtures.time("2026-03-10"))
        let columns = HeatColumns(window: window, upTo: window.end, maximum: 10, minimum: 0)
        let cells = report.rows.map { report.heatCells(of: $0, in: columns).map(\.text).joined(separator: ",") }
        // The last rank lasts for 2.5 intervals after a source stops; then there is no data rather than a drop.
        #expect(
            cells == [
                "2,2,2,2,2,2,2,2,2,2", "1,1,1,1,,,,,,", "2,2,2,2,2,2,2,2,2,2", "–,–,–,–,–,–,–,–,–,–", ",,,,,,,,,",
            ]
        )
        #expect(report.cards(at: 4).isEmpty)
        let json = try #require(
            PageExport.countries(
                Fixtures.chart(),
                app: Fixtures.app("2"),
                in: Self.uneven,
                asOf: Fixtures.time("2026-03-10"),
                window: 86_400,
                as: .json
            )
        )
        #expect(json.contains("\"storefront\":\"kr\",\"country\":\"South Korea\",\"app\":\"2\",\"name\":\"App 2\""))
        #expect(json.contains("\"rank\":null,\"listed\":null"))
        #expect(json.contains("\"rank\":null,\"listed\":false,\"confirmed\":false"))
    }

    @Test("leaders of charts that aren't followed any more come last and aren't counted")
    func outdatedLeaders() {
        let report = CountriesReport(
            of: Fixtures.chart(),
            app: nil,
            in: Self.uneven,
            asOf: Fixtures.time("2026-03-10")
        )
        #expect(report.rows.map(\.chart.storefront.code) == ["jp", "us", "fr", "de", "kr"])
        #expect(report.summary == "#1 in 3 of 5 countries: App 3 (2), App 1 (1); 1 not current; no data for 1")
    }

    @Test("the last column of a heat table contains no data later than the time cursor")
    func noFuture() throws {
        let instant = Fixtures.time("2026-03-03T04:00:00Z")
        let window = TimeRange(Fixtures.time("2026-03-01"), Fixtures.time("2026-03-06"))
        let columns = HeatColumns(window: window, upTo: instant, maximum: 8, minimum: 0)
        #expect(columns.step == Day.secondsPerDay && columns.intervals.count == 3)
        var past = Ledger()
        var all = Ledger()
        let codes = ["us", "jp", "de"]
        Dashboards.fill(&past, storefronts: codes, hours: 144, seed: 1, start: "2026-03-01", until: instant)
        Dashboards.fill(&all, storefronts: codes, hours: 144, seed: 1, start: "2026-03-01")
        let chart = try #require(past.snapshot.charts.first)
        for entry in try #require(past.snapshot.ranking(of: chart, asOf: instant)).entries {
            let reports = [past, all].map {
                CountriesReport(of: chart, app: entry.app, in: $0.snapshot, asOf: instant)
            }
            let cells = reports.map { report in report.rows.map { report.heatCells(of: $0, in: columns) } }
            #expect(cells[0] == cells[1])
            let text = reports.map { $0.content(theme: .mono).lines }
            #expect(text[0] == text[1])
        }
    }

    private static let columnCases: [(String, String, Int, Int64)] = [
        ("2026-03-01", "2026-03-01T01:00:00Z", 16, 900), ("2026-03-01", "2026-03-02", 16, 7200),
        ("2026-03-01", "2026-03-06T23:00:00Z", 16, 43_200), ("2026-03-01", "2026-03-06T23:00:00Z", 24, 21_600),
        ("2026-02-20", "2026-03-09", 16, 172_800), ("2026-02-20", "2026-03-09", 18, 86_400),
        ("2025-01-01", "2026-01-01", 16, 2_419_200), ("2015-01-01", "2026-01-01", 16, 31_449_600),
        ("1990-01-01", "2026-01-01", 4, 503_193_600), ("2026-03-01", "2026-03-01", 2, 900),
    ]

    @Test("heat table columns have round durations and cover the time window", arguments: columnCases)
    func heatColumns(start: String, end: String, maximum: Int, step: Int64) {
        let window = TimeRange(Fixtures.time(start), Fixtures.time(end))
        let columns = HeatColumns(window: window, upTo: window.end, maximum: maximum, minimum: 0)
        #expect(columns.step == step)
        #expect(columns.intervals.count <= maximum)
        #expect(columns.start(columns.intervals.lowerBound) <= window.start)
        #expect(columns.start(columns.intervals.upperBound) > window.end)
    }
}
