import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("A dashboard whose archive is still being loaded")
struct PendingHistoryTests {
    private let us = Fixtures.chart("us")
    private let de = Fixtures.chart("de")

    /// Returns a ledger with a snapshot of the US chart at noon, and optionally one of the German chart.
    private func ledger(german time: String? = nil, unloaded: Int? = nil, incomplete: Int = 0) -> LedgerSnapshot {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1001", "1002"], at: "2026-03-01T12:00:00Z", chart: us))
        if let time { ledger.append(Fixtures.snapshot(["1003"], at: time, chart: de)) }
        ledger.notePending(
            unloaded.map {
                PendingHistory(
                    charts: 2,
                    unloadedCharts: $0,
                    incompleteCharts: incomplete,
                    newest: Fixtures.time("2026-03-01T13:00:00Z")
                )
            }
        )
        return ledger.snapshot
    }

    private func state(_ ledger: LedgerSnapshot) -> DashboardState {
        var state = DashboardState.openingCharts(ledger, now: Fixtures.time("2026-03-01T14:00:00Z"), isLive: true)
        _ = state.apply(.resize(Size(columns: 100, rows: 24)))
        return state
    }

    @Test(
        "the bottom line shows an error of the archive, also in a replay, which doesn't show errors of polls",
        arguments: [(true, true), (true, false), (false, true), (false, false)]
    )
    func unreadable(isLive: Bool, isPolled: Bool) {
        var ledger = Ledger()
        ledger.append(Fixtures.snapshot(["1001"], at: "2026-03-01T12:00:00Z", chart: us))
        var source = SourceHealth(source: "history.sqlite")
        (source.isPolled, source.error) = (isPolled, "history.sqlite: can't read the snapshots")
        ledger.note(source)
        let now = Fixtures.time("2026-03-01T14:00:00Z")
        var state = DashboardState.openingCharts(ledger.snapshot, now: now, isLive: isLive)
        _ = state.apply(.resize(Size(columns: 100, rows: 24)))
        let text = state.frame(theme: .mono).lines.joined(separator: "\n")
        #expect(text.contains("can't read the snapshots") == (isLive || !isPolled))
    }

    @Test("a chart with stored snapshots that is loaded later isn't opened, but one with a new snapshot is")
    func firstChart() {
        var state = state(ledger(unloaded: 1))
        _ = state.apply(.ledger(ledger(german: "2026-03-01T13:00:00Z", unloaded: 0)))
        #expect(state.route.chart == us)
        _ = state.apply(.ledger(ledger(german: "2026-03-01T13:30:00Z")))
        #expect(state.route.chart == de)
    }

    @Test("the bottom line shows the progress until everything is loaded")
    func progress() {
        func text(_ ledger: LedgerSnapshot) -> String? { state(ledger).statusMessage(theme: .mono)?.text }
        #expect(text(ledger(unloaded: 1)) == "loading charts: 1 of 2")
        #expect(text(ledger(unloaded: 0, incomplete: 1)) == "loading older snapshots: 1 of 2 charts")
        #expect(text(ledger()) == nil)
    }

    @Test("the chart and the app on the page are loaded first")
    func priority() {
        var state = state(ledger(german: "2026-03-01T13:00:00Z", unloaded: 0))
        #expect(state.loadPriority == LoadPriority(chart: us))
        state.press("3")
        #expect(state.route.page == .app)
        #expect(state.loadPriority.storefronts == [us.storefront])
        #expect(state.loadPriority.distance(of: us) <= LoadPriority.visible)
    }
}
