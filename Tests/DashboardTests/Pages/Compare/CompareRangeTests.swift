import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Ranges and precision on the Compare page")
struct CompareRangeTests {
    @Test(
        "totals within a day are shown with three significant digits",
        arguments: [
            (0.0, 0.0), (358.4, 358), (999.4, 999), (999.6, 1000), (1234, 1230), (35_482, 35_500), (411_560, 412_000),
        ]
    )
    func precision(total: Double, shown: Double) {
        #expect(NumberFormat.threeDigits(total) == shown)
    }

    @Test(
        "shares of 1,000% and more are shown as multiples",
        arguments: [
            (0.96...0.96, "96%"), (9.9...12, "990–1,200%"), (10...10, "×10"), (261.29...261.29, "×261.3"),
            (12...26, "×12–26"),
        ]
    )
    func multiples(share: ClosedRange<Double>, text: String) {
        #expect(CompareReport.percent(share) == text)
    }

    @Test("a range that starts at zero or spans more than a factor of three isn't informative")
    func informative() {
        #expect(CompareReport.isInformative(5...5) && CompareReport.isInformative(1...3))
        #expect(
            !CompareReport.isInformative(1...3.01) && !CompareReport.isInformative(0...1)
                && !CompareReport.isInformative(0...0)
        )
    }

    @Test("Compare shows an upper bound at an age only if it comes from a total at no more than twice that age")
    func laterBounds() throws {
        func cells(_ through: Int) throws -> [Substring] {
            var late = InventedLaunches.launch("late", "Late", day0: "2025-01-01", days: [])
            late.observations = [
                Observation(
                    metric: .downloads,
                    value: 9000,
                    period: .through(Fixtures.day("2025-01-01").advanced(by: through - 1)),
                    scope: InventedLaunches.us,
                    kind: .estimate,
                    series: "model",
                    source: Citation(name: "Paper", address: nil, published: "2026")
                )
            ]
            let done = InventedLaunches.launch(
                "done",
                "Done",
                day0: "2025-01-01",
                days: [Double](repeating: 100, count: 14)
            )
            let text = try #require(
                PageExport.compare(
                    [.launch("late"), .launch("done")],
                    data: LedgerSnapshot(),
                    library: InventedLaunches.library(late, done),
                    asOf: Fixtures.time("2026-01-01"),
                    as: .text
                )
            )
            let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("Late ") })
            return row.split(separator: " ").filter { $0 != "·" }
        }
        #expect(try cells(100) == ["Late", "US"])
        #expect(try cells(14) == ["Late", "US", "≤9k", "~9,000"], "7 days are within twice the age of 14")
        #expect(try cells(7) == ["Late", "US", "~9,000"], "3 days are not")
    }
}
