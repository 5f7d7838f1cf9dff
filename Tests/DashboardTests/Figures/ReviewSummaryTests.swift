import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("The summary of reviews")
struct ReviewSummaryTests {
    private func summary(since start: Timestamp? = ReviewSamples.launch, at time: String) -> ReviewSummary {
        var ledger = Ledger()
        ReviewSamples.fill(&ledger)
        return ReviewSummary(
            of: ReviewSamples.app,
            in: ledger.snapshot,
            asOf: Fixtures.time(time),
            since: start,
            zone: .utc
        )
    }

    @Test("the heading has the number since the launch, and the date of the oldest review if it is later")
    func heading() {
        #expect(summary(at: "2026-03-04").heading == "32 reviews since launch, 3.4 stars on average")
        #expect(
            summary(since: Fixtures.time("2026-02-01"), at: "2026-03-04").heading
                == "36 reviews since launch, oldest Mar 1 02:00, 3.3 stars on average"
        )
        #expect(summary(since: nil, at: "2026-03-01T04:00:00Z").heading == "2 reviews since 02:00, 3 stars on average")
        #expect(summary(at: "2026-03-01T09:00:00Z").isEmpty)
    }

    @Test("lines have the numbers of stars as bars if there is room, and the newest reviews")
    func lines() {
        let summary = summary(at: "2026-03-04")
        func text(_ height: Int) -> [String] {
            summary.lines(theme: .mono, width: 40, height: height).map { $0.map(\.text).joined() }
        }
        #expect(text(1) == ["32 reviews since launch, 3.4 stars on average"])
        #expect(text(3)[1] == "5 stars: 11, 4: 5, 3: 6, 2: 5, 1: 5")
        #expect(text(3)[2...] == ["3 JP 00:00  Okay: It works. Others are prettier."])
        #expect(text(9)[1] == "5 11 " + String(repeating: "█", count: 34))
        #expect(text(9).count == 9 && text(0).isEmpty)
    }
}
