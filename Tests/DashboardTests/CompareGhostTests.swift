import Canvas
import Growth
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("The ghost, and ranges that say something")
struct CompareGhostTests {
    private func text(_ state: DashboardState) -> String { state.frame(theme: .mono).lines.joined(separator: "\n") }

    // MARK: Live

    /// An app of one's own with a report for each of its days, and a library with a finished launch of 100 a day.
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

    @Test("a live app against a finished launch: at D+3 h 14 it is 8% ahead, by 7 hours")
    func liveGhost() throws {
        // 108 a day: 387 by D+3 h 14, which the other has 7 hours later.
        let (data, library) = live([108, 108, 108, 108], since: "2026-03-01")
        let state = DashboardState.stillComparison(
            [.app(Fixtures.app("77")), .launch("done")],
            data: data,
            library: library,
            at: Fixtures.time("2026-03-04T14:00:00Z")
        )
        let report = try #require(state.compareReport)
        let ghost = try #require(report.ghosts[1])
        #expect(ghost.age == 86 * 3600 && ghost.isRunning, "the fourth day is not over")
        #expect(abs(ghost.mine.lowerBound - 387) < 0.01 && abs((ghost.lead?.lowerBound ?? 0) - 0.08) < 1e-9)
        let sentence = try #require(report.ghostLines(against: 1).first)
        #expect(
            sentence
                == "at D+3 h 14 77 is 8% ahead of Done, by 7 h: 77's =387 is 108% of Done's 358 downloads in US"
        )
    }

    @Test("the clock goes on, and with it the age", arguments: ["2026-03-28", "2026-10-24", "2028-02-28"])
    func ticking(day0: String) throws {
        // The nights on which Europe's clocks change, and a leap day: a day is 24 hours all the same.
        let (data, library) = live([108, 108], since: day0)
        let start = Fixtures.time(day0)
        var route = Route(page: .compare, playhead: Playhead(bounds: TimeRange(start, start + 3600)))
        route.compared = [.app(Fixtures.app("77")), .launch("done")]
        var state = DashboardState(data: data, library: library, now: start, isLive: true, start: route)
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        for (hours, ahead) in [(49, 4), (53, 4), (60, 5)] as [(Int64, Int)] {
            _ = state.apply(.clock(start + hours * 3600))
            let report = try #require(state.compareReport)
            #expect(report.ghosts[1]?.age == hours * 3600)
            #expect(text(state).contains("at D+2 h \(hours - 48) 77 is 8% ahead of Done, by \(ahead) h"))
        }
    }

    @Test("where the finished launch's days are not known, it says how they stood when they last were")
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
        let sentence = try #require(report.ghostLines(against: 1).first)
        #expect(sentence.hasPrefix("at D+3 h 14 77 has ="))
        #expect(sentence.hasSuffix(" and ChatGPT 81,000–606,000 downloads in US; at D+1 it was 11% ahead"))
    }

    @Test("counted before it was seen on a chart, an app begins when it was counted")
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
        let entrant = ComparedLaunch(
            .app(Fixtures.app("77")),
            data: ledger.snapshot,
            library: LedgerSnapshot(),
            asOf: Fixtures.time("2026-03-04")
        )
        #expect(entrant?.day0 == Fixtures.time("2026-03-01"))
    }

    // MARK: Ranges

    @Test("a range over more than a factor of three is no figure of a table")
    func telling() {
        #expect(CompareReport.isInformative(5...5) && CompareReport.isInformative(1...3))
        #expect(
            !CompareReport.isInformative(1...3.01) && !CompareReport.isInformative(0...1) && !CompareReport.isInformative(0...0)
        )
    }

    @Test("what only a total of months later bounds is not shown at D1; within twice the age it is")
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
        #expect(try cells(14) == ["Late", "US", "~≤9k", "~9,000"], "D7 is within twice the age of D14")
        #expect(try cells(7) == ["Late", "US", "~9,000"], "D3 is not")
    }

    @Test("where the other's days are not known, it says between which of its totals that lies")
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
            report.ghostLines(against: 1) == [
                "at D+7 Sora is 4% behind ChatGPT: Sora's 582,000 is 96% of ChatGPT's 606,000 downloads in US; "
                    + "ChatGPT had as many between D+1 and D+7"
            ]
        )
    }
}
