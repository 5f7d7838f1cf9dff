import AppStoreConnect
import Market
import Settings
import TestSupport
import Testing

@Suite("Sales report history")
struct SalesReportHistoryTests {
    private static func count(_ app: String, _ day: String, _ value: Int64 = 5, in storefront: String = "us")
        -> ReportedCount
    {
        let counter = Counter(
            app: Fixtures.app(app),
            metric: .downloads,
            scope: Scope(stores: [.appStore], storefronts: [Fixtures.chart(storefront).storefront]),
            kind: .exact,
            source: Counter.salesReports
        )
        return ReportedCount(Count(days: [Fixtures.day(day)], value: value), of: counter, in: .appStore)
    }

    /// A report: its day, the apps in it (none for a day without sales), and whether all rows were read.
    private typealias Report = (day: String, apps: [String], isComplete: Bool)

    /// Returns the counts of zero after each report, such as `10 2026-01-02 us`.
    private static func zeros(_ reports: [Report]) -> [[String]] {
        var plan = SalesReportPlan(zone: SalesReportPlanTests.pacific)
        return reports.map { report in
            let counts = report.apps.map { count($0, report.day) }
            let day = Fixtures.day(report.day)
            let zeros = plan.history.zeros(beside: counts, on: day, isComplete: report.isComplete)
            let now = day.advanced(by: 30).start
            let answer: SalesReportState.Answer = report.apps.isEmpty ? .noSales : .received
            for _ in 0..<2 { plan.record(report.isComplete ? answer : .incomplete, of: .day(day), at: now) }
            return zeros.map {
                #expect($0.count.value == 0 && $0.counter.kind == .exact && $0.counter.source == "App Store Connect")
                return "\($0.counter.app.text) \($0.count.days[0].iso8601) \($0.counter.scope.label)"
            }
        }
    }

    @Test("an app that was downloaded before and isn't in a later report had no downloads on that day")
    func later() {
        #expect(
            Self.zeros([("2026-01-01", ["10", "20"], true), ("2026-01-02", ["10"], true), ("2026-01-03", [], true)])
                == [[], ["20 2026-01-02 US"], ["10 2026-01-03 US", "20 2026-01-03 US"]]
        )
    }

    @Test("newest first, an app gets its zeros when an earlier report lists it")
    func earlier() {
        #expect(
            Self.zeros([
                ("2026-01-05", ["10"], true), ("2026-01-04", [], true), ("2026-01-03", ["10"], true),
                ("2026-01-02", ["10"], true), ("2026-01-01", ["20"], true),
            ]) == [
                [], [], ["10 2026-01-04 US"], [],
                ["20 2026-01-02 US", "20 2026-01-03 US", "20 2026-01-04 US", "20 2026-01-05 US"],
            ]
        )
    }

    @Test("the order of the reports doesn't change the zeros")
    func order() {
        let reports: [Report] = (1...9).map { day in
            let apps = ["10", "20", "30"].filter { app in (day * 7 + (Int(app) ?? 0) / 10 * 5) % 4 > 1 }
            return ("2026-01-0\(day)", apps, true)
        }
        let forward = Set(Self.zeros(reports).joined())
        #expect(!forward.isEmpty && Set(Self.zeros(reports.reversed()).joined()) == forward)
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20 { #expect(Set(Self.zeros(reports.shuffled(using: &generator)).joined()) == forward) }
    }

    @Test("no zero is made up for a day with unread rows")
    func incomplete() {
        #expect(
            Self.zeros([
                ("2026-01-02", ["10"], true), ("2026-01-03", ["20"], false), ("2026-01-01", ["20"], true),
            ]) == [[], [], ["20 2026-01-02 US"]]
        )
    }

    @Test("a history survives being stored as text; lines that can't be read are skipped")
    func text() {
        var plan = SalesReportPlan(zone: SalesReportPlanTests.pacific)
        let now = Fixtures.time("2026-03-10T20:00:00Z")
        _ = plan.history.zeros(
            beside: [Self.count("10", "2026-03-01")],
            on: Fixtures.day("2026-03-01"),
            isComplete: true
        )
        for (distance, answer) in SalesReportState.Answer.allCases.enumerated() {
            plan.record(answer, of: .day(Fixtures.day("2026-03-09").advanced(by: -distance)), at: now)
        }
        plan.record(.received, of: SalesPeriod(.weekly, containing: Fixtures.day("2026-02-10")), at: now)
        plan.record(.expired, of: SalesPeriod(.monthly, containing: Fixtures.day("2026-01-10")), at: now)
        let text = plan.history.text
        #expect(SalesReportHistory(text: text) == plan.history)
        #expect(text.contains("weekly 2026-02-09 received 1773172800 1") && text.contains("app 10 us 2026-03-01"))
        #expect(SalesReportHistory(text: "daily\nxx\n\u{0}\n\(text)\ndaily 2026-99-01 received 1 1") == plan.history)
        #expect(SalesReportHistory(text: "") == SalesReportHistory())
    }
}
