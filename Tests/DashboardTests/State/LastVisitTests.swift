import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Changes since the last visit")
struct LastVisitTests {
    private func opened(
        _ ranks: [Int?],
        german: [Int?] = [],
        isWatched: Bool = true,
        pending: PendingHistory? = nil
    ) -> DashboardState {
        let ledger = LaunchStory.ledger { ledger in
            LaunchStory.poll(&ledger, ranks, in: LaunchStory.chart("us"))
            LaunchStory.poll(&ledger, german, in: LaunchStory.chart("de"))
            ledger.notePending(pending)
        }
        var state = DashboardState.openingCharts(ledger, now: LaunchStory.now, isLive: true)
        if isWatched { state.userState.watch(LaunchStory.watched) }
        return state
    }

    @Test(
        "the rank changes of the watchlist since the last visit are shown in one line",
        arguments: [
            ([84, 84, 12], [], "since 14:02: US #84 → #12; u lists all changes"),
            (
                [84, 84, 12], [nil, nil, 50],
                "since 14:02: US #84 → #12, DE not ranked → #50; u lists all changes"
            ),
            ([12, 12, nil], [], "since 14:02: US #12 → not ranked; u lists all changes"),
            ([12, 12, 12], [], "since 14:02: no rank changes; u lists all changes"),
        ] as [([Int?], [Int?], String)]
    )
    func watchlist(ranks: [Int?], german: [Int?], text: String) {
        #expect(opened(ranks, german: german).changesText(since: Fixtures.time("2026-03-04T14:02:00Z")) == text)
    }

    @Test("without a watchlist, the changes of the page's chart are counted")
    func chart() {
        let state = opened([84, 84, 12], isWatched: false)
        let text = state.changesText(since: Fixtures.time("2026-03-04T14:02:00Z"))
        let start = "since 14:02: US Top Free, all but games: 1 new, 1 dropped out, "
        #expect(text?.hasPrefix(start) == true, "\(text ?? "none")")
    }

    @Test("no changes are shown if the data begins or ends at the last visit")
    func outside() {
        let state = opened([84, 84, 12])
        #expect(state.changesText(since: Fixtures.time("2026-03-04T08:00:00Z")) == nil)
        #expect(state.changesText(since: Fixtures.time("2026-03-04T15:05:00Z")) == nil)
    }

    @Test("while charts are being loaded, changes are shown, but not that there are none")
    func loading() {
        let pending = PendingHistory(charts: 3, unloadedCharts: 1, incompleteCharts: 0, newest: nil)
        let visit = Fixtures.time("2026-03-04T14:02:00Z")
        #expect(opened([12, 12, 12], pending: pending).changesText(since: visit) == nil)
        let moved = opened([84, 84, 12], pending: pending).changesText(since: visit)
        #expect(moved == "since 14:02: US #84 → #12; u lists all changes")
    }
}
