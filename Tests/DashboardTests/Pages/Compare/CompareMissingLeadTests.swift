import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("The reason why no launch leads on the Compare page")
struct CompareMissingLeadTests {
    @Test(
        "at the end of a day, Compare says who leads on that day, or why that can't be said yet",
        arguments: [
            (
                "2025-09-30T12:00:00Z",
                "day 0: no comparison: no totals of Sora; the first comparison is on day 6 (Oct 6, 2025), by downloads in US"
            ),
            (
                "2025-10-02T23:59:59Z",
                "day 2: no comparison: no total of Sora and ChatGPT after 3 days (day 2); "
                    + "the first comparison is on day 6 (Oct 6, 2025), by downloads in US"
            ),
            (
                "2025-10-06T23:59:59Z",
                "after 7 days (day 6): ChatGPT leads, 4% ahead of Sora (~606,000 vs. =582,000 downloads in US, 104%); "
                    + "ChatGPT reached Sora's total after 1 to 7 days"
            ),
        ]
    )
    func leaderOfDay(instant: String, line: String) throws {
        let report = try #require(
            CompareReport(
                [.launch("sora"), .launch("chatgpt")],
                data: LedgerSnapshot(),
                library: try Dashboards.library(),
                asOf: Fixtures.time(instant)
            )
        )
        #expect(report.leadLines(against: 1) == [line])
    }

    @Test("launches whose figures never have a measure in common have no leader at any time")
    func neverComparable() throws {
        let canada = Scope(stores: [.appStore], storefronts: [Fixtures.chart("ca").storefront])
        let library = InventedLaunches.library(
            InventedLaunches.launch("mine", "Mine", day0: "2025-01-01", days: [200, 200]),
            InventedLaunches.launch("other", "Other", day0: "2025-01-01", days: [100, 100], scope: canada)
        )
        let report = try #require(
            CompareReport(
                [.launch("mine"), .launch("other")],
                data: LedgerSnapshot(),
                library: library,
                asOf: Fixtures.time("2025-01-01T23:59:59Z")
            )
        )
        #expect(
            report.leadLines(against: 1) == [
                "no leader: Mine's figures are downloads in US, Other's are downloads in CA"
            ]
        )
    }
}
