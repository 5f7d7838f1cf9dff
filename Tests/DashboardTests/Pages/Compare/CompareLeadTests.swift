import Canvas
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Leads on the Compare page")
struct CompareLeadTests {
    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    // MARK: Live

    /// Returns data with daily reports for the user's own app, and a library with a finished launch at 100
    /// downloads/day.
    private func live(_ reports: [Int64], since day0: String) -> (data: LedgerSnapshot, library: LedgerSnapshot) {
        var ledger = Ledger()
        let counter = Counter(
            app: Fixtures.app("77"),
            metric: .downloads,
            scope: InventedLaunches.us,
            kind: .exact,
            source: "App Store Connect"
        )
        for (day, value) in reports.enumerated() {
            ledger.append(Count(days: [Fixtures.day(day0).advanced(by: day)], value: value), of: counter)
        }
        let done = InventedLaunches.launch(
            "done",
            "Done",
            day0: "2025-01-01",
            days: [Double](repeating: 100, count: 14)
        )
        return (ledger.snapshot, InventedLaunches.library(done))
    }

    @Test("after 3 days 14 h, a live app at 108 downloads/day is 8% and 7 hours ahead of a launch at 100/day")
    func liveLead() throws {
        // 108/day: 387 after 3 days 14 h, which the other launch reaches 7 hours later.
        let (data, library) = live([108, 108, 108, 108], since: "2026-03-01")
        let state = DashboardState.showingComparison(
            [.app(Fixtures.app("77")), .launch("done")],
            data: data,
            library: library,
            at: Fixtures.time("2026-03-04T14:00:00Z")
        )
        let report = try #require(state.compareReport)
        let lead = try #require(report.leads[1])
        #expect(lead.age == 86 * 3600 && lead.projectedFrom?.age == 3 * Day.secondsPerDay, "the fourth day is not over")
        #expect(abs(lead.mine.lowerBound - 387) < 0.01 && abs((lead.ahead?.lowerBound ?? 0) - 0.08) < 1e-9)
        let line = try #require(report.leadLines(against: 1).first)
        #expect(
            line
                == "after 3 days 14 h: 77 leads, Done is 7% behind, by 7 h (~358 vs. =387 downloads in US, 93%); 77's total is projected from 324 after 3 days"
        )
    }

    @Test(
        "the compared age advances with the clock across daylight saving changes and leap days",
        arguments: ["2026-03-28", "2026-10-24", "2028-02-28"]
    )
    func ticking(day0: String) throws {
        // Nights of daylight saving time changes and a leap day; a day always has 24 hours.
        let (data, library) = live([108, 108], since: day0)
        let start = Fixtures.time(day0)
        var route = Route(page: .compare, playhead: Playhead(bounds: TimeRange(start, start + 3600)))
        route.compared = [.app(Fixtures.app("77")), .launch("done")]
        var state = DashboardState(data: data, library: library, now: start, isLive: true, start: route)
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        for (hours, ahead) in [(49, 4), (53, 4), (60, 5)] as [(Int64, Int)] {
            _ = state.apply(.clock(start + hours * 3600))
            let report = try #require(state.compareReport)
            #expect(report.leads[1]?.age == hours * 3600)
            #expect(text(state).contains("after 2 days \(hours - 48) h: 77 leads, Done is 7% behind, by \(ahead) h"))
        }
    }

    @Test("if the other launch's daily totals aren't known, the lead line adds the last known lead")
    func lastKnown() throws {
        let (data, _) = live([90_000, 95_000, 99_000, 99_000], since: "2026-03-01")
        let library = try Dashboards.library()
        let report = try #require(
            CompareReport(
                [.app(Fixtures.app("77")), .launch("chatgpt")],
                data: data,
                library: library,
                asOf: Fixtures.time("2026-03-04T14:00:00Z")
            )
        )
        let line = try #require(report.leadLines(against: 1).first)
        #expect(line.hasPrefix("after 3 days 14 h: 77 has =337,000–342,000, "))
        #expect(
            line.hasSuffix(
                ", ChatGPT ~81,000–606,000 downloads in US; 77's total is projected from 284,000 after 3 days; "
                    + "after 1 day: 77 leads, ChatGPT is 10% behind"
            )
        )
    }

    @Test("the line says who leads if that is certain, although the ratio is known only roughly")
    func certainLeader() throws {
        let (data, _) = live([310, 1420, 5120], since: "2026-03-01")
        let report = try #require(
            CompareReport(
                [.app(Fixtures.app("77")), .launch("chatgpt")],
                data: data,
                library: try Dashboards.library(),
                asOf: Fixtures.time("2026-03-03T23:59:59Z")
            )
        )
        #expect(
            report.leadLines(against: 1).first
                == "after 3 days (day 2): ChatGPT leads, with at least 11 times the total of 77: 77 has 6,850, "
                + "ChatGPT ~81,000–606,000 downloads in US"
        )
    }

    @Test("counts that are all from before the launch aren't compared, and the line says so")
    func earlierCounts() throws {
        let (data, _) = live([310, 1420, 5120], since: "2026-03-01")
        let app = Fixtures.app("77")
        let report = try #require(
            CompareReport(
                [.app(app), .launch("chatgpt")],
                data: data,
                library: try Dashboards.library(),
                watched: [app: WatchedApp(app, launch: Fixtures.time("2026-03-10T09:00:00Z"))],
                asOf: Fixtures.time("2026-03-12")
            )
        )
        #expect(report.leadLines(against: 1).first == "no leader: all counts of 77 are from before its launch")
    }

    @Test("on launch day, the best ranks of both up to the end of that day are compared")
    func bestRanks() throws {
        var ledger = Ledger()
        for (hour, ids) in [["1", "2", "77"], ["1", "77"], ["77", "1"]].enumerated() {
            ledger.append(Fixtures.snapshot(ids, at: "2026-03-01T0\(hour + 1):00:00Z", chart: LaunchStory.chart("us")))
        }
        let app = Fixtures.app("77")
        let report = try #require(
            CompareReport(
                [.app(app), .launch("sora")],
                data: ledger.snapshot,
                library: try Dashboards.library(),
                watched: [app: WatchedApp(app, launch: Fixtures.time("2026-03-01"))],
                asOf: Fixtures.time("2026-03-01T03:30:00Z")
            )
        )
        #expect(
            report.leadLines(against: 1).last
                == "by day 0, US Top Free, all but games: App 77 best #1 so far, Sora best #3"
        )
    }

    @Test("day 0 of an app that was counted before it was ranked is the first counted day")
    func countedFirst() throws {
        var ledger = Ledger()
        let counter = Counter(
            app: Fixtures.app("77"),
            metric: .downloads,
            scope: InventedLaunches.us,
            kind: .exact,
            source: "App Store Connect"
        )
        ledger.append(Count(days: [Fixtures.day("2026-03-01")], value: 5), of: counter)
        ledger.append(Fixtures.snapshot(["77"], at: "2026-03-03T10:00:00Z"))
        let compared = ComparedLaunch(
            .app(Fixtures.app("77")),
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            asOf: Fixtures.time("2026-03-04")
        )
        #expect(compared?.day0 == Fixtures.time("2026-03-01"))
    }

    @Test(
        "the launch time that the user entered takes precedence over the date in a launch file, also if it's earlier",
        arguments: ["2024-12-31T09:00:00Z", "2025-01-01T09:00:00Z", "2025-01-03T09:00:00Z"]
    )
    func enteredTime(time: String) throws {
        let app = Fixtures.app("4711")
        let library = InventedLaunches.library(
            InventedLaunches.launch("mine", "Mine", day0: "2025-01-01", days: [100, 100, 100, 100, 100])
        )
        let entered = Fixtures.time(time)
        let compared = try #require(
            ComparedLaunch(
                .app(app),
                data: LedgerSnapshot(),
                library: library,
                watched: [app: WatchedApp(app, launch: entered)],
                asOf: Fixtures.time("2025-02-01")
            )
        )
        #expect(compared.day0 == entered && compared.curve(ranked: nil).origin == entered)
        #expect(compared.start == LaunchStart(of: WatchedApp(app, launch: entered), documented: library.launches[0]))
        #expect(compared.start?.text().hasSuffix("09:00 UTC (entered by you)") == true)
        let documented = ComparedLaunch(.app(app), data: LedgerSnapshot(), library: library, asOf: entered + 86_400 * 9)
        #expect(documented?.start?.text() == "Jan 1, 2025 (launch file)")
    }

    // MARK: Text

    @Test("the lead line and the table use the same base: both relate the other launch's total to the first one's")
    func sameBase() throws {
        let report = try #require(
            CompareReport(
                [.launch("sora"), .launch("chatgpt")],
                data: LedgerSnapshot(),
                library: try Dashboards.library(),
                asOf: Fixtures.time("2026-10-08")
            )
        )
        let ratio = try #require(report.comparison.rows[1].cells.compactMap(\.ratio).last)
        #expect(report.leads[1]?.ratio == ratio.range)
        #expect(report.headline(against: 1)?.share == CompareReport.percent(ratio.range))
    }

    @Test(
        "the lead line names the leader",
        arguments: [
            ([100, 100, 100] as [Double], "Mine leads, Other is 50% behind ("),
            ([400, 400, 400], "Other leads, 100% ahead of Mine, by"),
            ([200, 200, 200], "Other is level with Mine ("),
            ([2400, 2400, 2400], "Other leads, with about 12 times the total of Mine, by"),
            ([10, 10, 10], "Mine leads, with about 20 times the total of Other"),
        ]
    )
    func leader(days: [Double], standing: String) throws {
        let library = InventedLaunches.library(
            InventedLaunches.launch("mine", "Mine", day0: "2025-01-01", days: [200, 200, 200]),
            InventedLaunches.launch("other", "Other", day0: "2025-01-01", days: days)
        )
        let report = try #require(
            CompareReport(
                [.launch("mine"), .launch("other")],
                data: LedgerSnapshot(),
                library: library,
                asOf: Fixtures.time("2025-02-01")
            )
        )
        #expect(report.leadLines(against: 1).first?.hasPrefix("after 3 days: \(standing)") == true)
    }

    @Test("if a lead in hours isn't known to within a day, the lead line shows a range of days instead")
    func hours() throws {
        let report = try #require(
            CompareReport(
                [.launch("sora"), .launch("chatgpt")],
                data: LedgerSnapshot(),
                library: try Dashboards.library(),
                asOf: Fixtures.time("2026-10-08")
            )
        )
        #expect(
            report.leadLines(against: 1) == [
                "after 7 days: ChatGPT leads, 4% ahead of Sora (~606,000 vs. =582,000 downloads in US, 104%); "
                    + "ChatGPT reached Sora's total after 1 to 7 days"
            ]
        )
    }
}
