import Canvas
import Foundation
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Symbols for changes in a chart's newest snapshot")
struct ChartSignsTests {
    private static let small = Size(columns: 80, rows: 24)

    /// Returns a ledger with seven hourly snapshots of three apps. The last snapshot swaps #2 and #3.
    private func ledger(at day: String = "2025-03-03") -> LedgerSnapshot {
        var ledger = Ledger()
        for hour in 0..<6 { ledger.append(Fixtures.snapshot(["1", "2", "3"], at: "\(day)T0\(hour):00:00Z")) }
        ledger.append(Fixtures.snapshot(["1", "3", "2"], at: "\(day)T06:00:00Z"))
        return ledger.snapshot
    }

    /// Returns the ledger after a snapshot on the day before.
    private func twoDays() -> LedgerSnapshot {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["3", "1", "2"], at: "2025-03-02T00:00:00Z"))
        for hour in 0..<6 { ledger.append(Fixtures.snapshot(["1", "2", "3"], at: "2025-03-03T0\(hour):00:00Z")) }
        return ledger.snapshot
    }

    private func live(_ ledger: LedgerSnapshot, at now: String, size: Size = small) -> DashboardState {
        var state = DashboardState.openingCharts(ledger, now: Fixtures.time(now), isLive: true)
        _ = state.apply(.resize(size))
        return state
    }

    private func lines(_ state: DashboardState) -> [String] { state.frame(theme: .mono).lines }

    @Test("a • marks chart rows that the newest snapshot changed, until the next snapshot")
    func moved() throws {
        var state = live(ledger(), at: "2025-03-03T06:05:00Z")
        #expect(lines(state)[3].hasPrefix("      1      App 1 "))
        #expect(lines(state)[4].contains("•▲1 App 3") && lines(state)[5].contains("•▼1 App 2"))
        #expect(lines(state).contains { $0.contains("• 2 changed") })
        let style = state.frame(theme: .dark)[10, 4].style
        #expect(style.attributes.contains(.bold))
        // Nothing had changed in the previous snapshot.
        state.press(" ", ",", ",", "é")
        #expect(!lines(state).joined().contains("•"))
        var next = Ledger()
        for snapshot in [["1", "2", "3"], ["1", "3", "2"], ["1", "3", "2"]].enumerated() {
            next.append(Fixtures.snapshot(snapshot.element, at: "2025-03-03T0\(snapshot.offset):00:00Z"))
        }
        #expect(!lines(live(next.snapshot, at: "2025-03-03T02:05:00Z")).joined().contains("•"))
    }

    @Test("a chart's JSON sets moved to true for the rows that the newest snapshot changed")
    func pageExport() throws {
        let text = try #require(
            PageExport.chart(
                Fixtures.chart(),
                in: ledger(),
                asOf: Fixtures.time("2025-03-03T06:00:00Z"),
                window: 86_400,
                as: .json
            )
        )
        #expect(text.components(separatedBy: #""moved":true"#).count == 3)
        #expect(text.components(separatedBy: #""moved":false"#).count == 2)
    }

    @Test("if all data is older than a week, chart sparklines end with the newest data, as their heading says")
    func oldData() {
        let now = lines(live(twoDays(), at: "2025-03-03T06:05:00Z"))
        #expect(now[2].contains("rank, 7 days"))
        let later = lines(live(twoDays(), at: "2026-03-05T12:00:00Z"))
        #expect(later[2].contains("rank to Mar 3, 2025"))
        let blocks = "▁▂▃▄▅▆▇"
        #expect(later[3].contains(where: blocks.contains) && now[3].contains(where: blocks.contains))
        let narrow = lines(live(twoDays(), at: "2026-03-05T12:00:00Z", size: Size(columns: 60, rows: 24)))
        #expect(narrow[2].contains("rank to Mar 3") && narrow[3].contains(where: blocks.contains))
        // A gap of some days is shown as a gap.
        #expect(lines(live(ledger(), at: "2025-03-08T12:00:00Z"))[3].contains("·····"))
    }

    @Test("in the first day, there are no weekly sparklines, and names get their columns", arguments: ["2", "4"])
    func firstDay(page: String) {
        for (ledger, hasSparkline) in [(ledger(), false), (twoDays(), true)] {
            var state = live(ledger, at: "2025-03-03T06:05:00Z")
            state.press(.character(Character(page)))
            #expect(lines(state).contains { $0.contains("rank, 7 days") } == hasSparkline)
        }
    }

    @Test("live charts of old data end with the newest data; when paused, they show the whole timeline")
    func oldRanges() {
        var state = live(twoDays(), at: "2026-03-05T12:00:00Z")
        #expect(state.chartWindow.end == Fixtures.time("2025-03-03T05:00:00Z"))
        state.press("4")
        #expect(lines(state).contains { $0.contains("rank to Mar 3, 2025") })
        state.press(.escape, .enter)
        #expect(state.route.page == .app && lines(state).contains { $0.contains("Mar 3") })
        // Paused, the whole timeline is shown.
        state.press(" ")
        #expect(state.chartWindow == state.route.playhead.window)
        #expect(live(ledger(), at: "2025-03-08").chartWindow.end == Fixtures.time("2025-03-08"))
    }
}
