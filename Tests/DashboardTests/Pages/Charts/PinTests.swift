import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Pinned rows on the Charts page")
struct PinTests {
    /// Returns a dashboard that shows a chart of 40 apps, some of them on the watchlist.
    private func chart(_ size: Size = Size(columns: 80, rows: 24), watching ids: [String] = ["5", "8"])
        -> DashboardState
    {
        var ledger = Ledger()
        let apps = (1...40).map { "\($0)" }
        ledger.append(Fixtures.snapshot(apps, at: "2026-03-01"))
        ledger.append(Fixtures.snapshot(["1", "3", "2"] + apps.dropFirst(3), at: "2026-03-02"))
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-03-02T00:05:00Z"),
            isLive: true
        )
        for id in ids { state.userState.watch(WatchedApp(Fixtures.app(id))) }
        _ = state.apply(.resize(size))
        return state
    }

    private func ids(_ state: DashboardState) -> [String] { state.chartReport?.rows.map(\.app.text) ?? [] }

    @Test("P pins apps on the watchlist to the top of a chart; P again restores the order")
    func toggle() {
        var state = chart()
        let before = ids(state)
        state.press("P")
        #expect(state.message == "pin apps on the watchlist to the top: on")
        #expect(ids(state) == ["5", "8"] + before.filter { !["5", "8"].contains($0) })
        let lines = state.frame(theme: .mono).lines
        #expect(lines[3].hasPrefix("  ^   5 ") && lines[4].hasPrefix("  ^   8 ") && lines[5].hasPrefix("      1 "))
        state.press("P")
        #expect(ids(state) == before)
        #expect(state.message == "pin apps on the watchlist to the top: off")
    }

    @Test(
        "pinned rows follow the chart's filter and sort order",
        arguments: [
            ("/App 8", "8"), ("/App 3", "3 13 23 30 31"), (":sort name", "5 8 1 10 11"),
            (":filter #1-6", "5 1 3 2 4 6"), (":sort rank", "8 5 40 39 38"),
        ]
    )
    func arranged(line: String, first: String) {
        var state = chart()
        state.press("P")
        state.type(line)
        let expected = first.split(separator: " ").map(String.init)
        #expect(Array(ids(state).prefix(expected.count)) == expected)
    }

    @Test("pinning keeps the selected app selected, and moving down reaches each row exactly once")
    func paging() {
        var state = chart()
        state.press("j", "j", "P")
        #expect(state.page().selectedApp == Fixtures.app("2"))
        state.press("g")
        var seen: [AppID?] = []
        for _ in 0..<40 {
            seen.append(state.page().selectedApp)
            state.press("j")
        }
        #expect(Set(seen).count == 40)
        #expect(seen.first == Fixtures.app("5"))
        state.press("g", .pageDown, .pageUp)
        #expect(state.page().selectedApp == Fixtures.app("5"))
    }

    @Test(
        "pinned rows stay visible while the other rows scroll, and paging skips no row",
        arguments: [Key.pageDown, "G"]
    )
    func scrolling(key: Key) {
        var state = chart()
        state.press("P", key)
        let lines = state.frame(theme: .mono).lines
        #expect(lines[3].hasPrefix("  ^   5 ") && lines[4].hasPrefix("  ^   8 ") && !lines[5].hasPrefix("      1 "))
        var seen: Set<String> = []
        state.press("g")
        for _ in 0..<5 {
            seen.formUnion(state.frame(theme: .mono).lines[3..<21].map { String($0.dropFirst(4).prefix(4)) })
            state.press(.pageDown)
        }
        #expect(seen.count >= 40)
    }

    @Test("adding an app to or removing it from the watchlist updates the pinned rows immediately")
    func watching() {
        var state = chart(watching: [])
        state.press("P", "j", "j", "j", "w")
        #expect(ids(state).first == "4")
        state.press("w")
        #expect(ids(state).first == "1")
    }

    @Test("a chart's CSV export ignores pinning")
    func export() {
        var state = chart()
        let before = state.exported(ExportOptions(.csv))
        state.press("P")
        #expect(state.exported(ExportOptions(.csv)) == before)
    }

    @Test("pinning moves a watchlist app that dropped out of the chart to the top")
    func dropped() {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1", "2", "3"], at: "2026-03-01"))
        ledger.append(Fixtures.snapshot(["1", "2"], at: "2026-03-02"))
        var state = DashboardState.openingCharts(
            ledger.snapshot,
            now: Fixtures.time("2026-03-02T00:05:00Z"),
            isLive: true
        )
        state.userState.watch(WatchedApp(Fixtures.app("3")))
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        state.press("P")
        #expect(ids(state) == ["3", "1", "2"])
    }

    @Test(
        "a chart with marked and pinned rows matches its golden screens",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]
    )
    func picture(size: Size) {
        var state = chart(size)
        state.press("x", "j", "j", "j", "j", "x", "P", "~")
        let name = "pinned-\(size.columns)x\(size.rows)"
        #expect(Golden.difference(of: state.frame(theme: .roles), named: name) == nil)
    }
}
