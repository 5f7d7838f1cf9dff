import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Pasting into prompts")
struct PasteTests {
    private func market() -> DashboardState {
        Dashboards.marketReplay(at: "2026-03-04", size: Size(columns: 100, rows: 30))
    }

    private func typed(_ state: DashboardState) -> String? {
        if case .line(let line) = state.mode { line.text } else { nil }
    }

    @Test(
        "in every prompt, a pasted line break becomes a space and doesn't submit the text",
        arguments: [Key("/"), ":", "t", "S"]
    )
    func everyLine(key: Key) {
        var state = market()
        state.press(key, .control("u"))
        #expect(state.apply(.paste("Quill\r\nInk\n")) == [])
        #expect(typed(state) == "Quill Ink")
    }

    @Test("two lines pasted into a filter are joined by a space, and each match contains both words")
    func filter() {
        var ledger = Ledger()
        let names = ["Quill & Ink", "QuillInk Pro", "Quill", "Sora"]
        ledger.append(
            ChartSnapshot(
                chart: Fixtures.chart(),
                observedAt: Fixtures.time("2026-03-01"),
                entries: names.enumerated().map { index, name in
                    RankEntry(
                        rank: Fixtures.rank(index + 1),
                        app: Fixtures.app("\(index + 1)"),
                        name: name,
                        developer: nil
                    )
                }
            )
        )
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-03-02"), isLive: false)
        _ = state.apply(.resize(Size(columns: 100, rows: 30)))
        state.press("/")
        _ = state.apply(.paste("Quill\nInk"))
        #expect(state.route.filter == "Quill Ink")
        #expect(state.chartReport?.apps.map(\.name) == ["Quill & Ink", "QuillInk Pro"])
    }

    @Test("pasting inserts text at the cursor of a prompt, with tabs as spaces")
    func atCursor() {
        var state = market()
        state.press("/", "a", "b", .left)
        _ = state.apply(.paste("x\ty"))
        #expect(typed(state) == "ax yb")
    }
}
