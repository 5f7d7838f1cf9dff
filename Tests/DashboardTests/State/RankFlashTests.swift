import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Highlighted rank changes")
struct RankFlashTests {
    private static let chart = LaunchStory.chart("us")
    private static let now = LaunchStory.now

    /// Returns the ledger in which the app had these ranks, the last one 12 minutes ago.
    private func ledger(_ ranks: [Int?]) -> LedgerSnapshot {
        var ledger = Ledger()
        for (index, rank) in ranks.enumerated() {
            let time = Self.now - 720 - Int64(ranks.count - 1 - index) * 3600
            ledger.append(LaunchStory.snapshot(rank, in: Self.chart, at: time))
        }
        return ledger.snapshot
    }

    /// Returns a live dashboard that shows a page after the ranks up to the last but one.
    private func dashboard(_ page: PageID, _ ranks: [Int?], isLive: Bool = true) -> DashboardState {
        let old = Array(ranks.dropLast())
        var ledger = Ledger()
        for (index, rank) in old.enumerated() {
            let time = Self.now - 720 - Int64(old.count - index) * 3600
            ledger.append(LaunchStory.snapshot(rank, in: Self.chart, at: time))
        }
        var state = DashboardState.openingCharts(ledger.snapshot, now: Self.now, isLive: isLive)
        _ = state.apply(.resize(Size(columns: 120, rows: 40)))
        state.userState.watch(LaunchStory.watched)
        state.route.chart = Self.chart
        state.route.selectedApp = LaunchStory.app
        page.type.show("", in: &state)
        state.route.app = LaunchStory.app
        return state
    }

    /// Returns the text of all cells that are reversed in a theme whose selection has a background.
    private func highlighted(_ state: DashboardState) -> String {
        let frame = state.frame(theme: .dark)
        var text = ""
        for y in 0..<frame.size.rows {
            for x in 0..<frame.size.columns where frame[x, y].style.attributes.contains(.reverse) {
                text += frame[x, y].glyph.map { String($0.base) } ?? ""
            }
            if !text.isEmpty, text.last != " " { text += " " }
        }
        return text
    }

    @Test(
        "a rank that a new snapshot changed is highlighted in the role of its direction for at least a second",
        arguments: [PageID.charts, .myLaunch, .countries],
        [(84, 61, true), (61, 84, false)]
    )
    func direction(page: PageID, ranks: (before: Int, after: Int, isGain: Bool)) {
        var state = dashboard(page, [ranks.before, ranks.after])
        #expect(highlighted(state).isEmpty && state.flashEnds == nil)
        _ = state.apply(.ledger(ledger([ranks.before, ranks.after])))
        #expect(highlighted(state).contains("\(ranks.after)"))
        let role = state.visibleFlash.role(of: LaunchStory.app, in: Self.chart)
        #expect(role == (ranks.isGain ? .gain : .loss))
        _ = state.apply(.clock(Self.now + 1))
        #expect(highlighted(state).contains("\(ranks.after)"))
        #expect(state.flashEnds == Self.now + 2)
        _ = state.apply(.clock(Self.now + 2))
        #expect(highlighted(state).isEmpty && state.flashEnds == nil)
    }

    @Test("an app that enters the chart is highlighted as a gain, and one that leaves it as a loss")
    func entryAndExit() {
        for (ranks, role) in [([nil, 61], Theme.Role.gain), ([61, nil], .loss)] {
            var state = dashboard(.myLaunch, ranks)
            _ = state.apply(.ledger(ledger(ranks)))
            #expect(state.visibleFlash.role(of: LaunchStory.app, in: Self.chart) == role)
            #expect(highlighted(state).contains(role == .gain ? "61" : ">100"))
        }
    }

    @Test("nothing is highlighted if no rank changed, motion is reduced, the page is paused, or nothing is polled")
    func nothing() {
        let ranks = [84, 61]
        var same = dashboard(.myLaunch, ranks)
        _ = same.apply(.ledger(same.data))
        #expect(same.flashEnds == nil)

        var first = DashboardState.openingCharts(Ledger().snapshot, now: Self.now, isLive: true)
        _ = first.apply(.ledger(ledger([61])))
        #expect(first.flashEnds == nil)

        var reduced = dashboard(.myLaunch, ranks)
        reduced.reducesMotion = true
        _ = reduced.apply(.ledger(ledger(ranks)))
        #expect(highlighted(reduced).isEmpty && reduced.flashEnds == nil)

        var paused = dashboard(.charts, ranks)
        paused.press(" ")
        _ = paused.apply(.ledger(ledger(ranks)))
        #expect(highlighted(paused).isEmpty)

        var replay = dashboard(.charts, ranks, isLive: false)
        _ = replay.apply(.ledger(ledger(ranks)))
        #expect(highlighted(replay).isEmpty && replay.flashEnds == nil)
    }

    @Test(
        "ranks that change while data is loaded aren't highlighted",
        arguments: [
            // No source; a source polled again; its first poll; parts of a poll, the last part, and the next poll.
            (nil, nil, true), (Poll(), Poll(), true), (nil, Poll(), false), (Poll(hasSucceeded: false), Poll(), false),
            (Poll(isIncomplete: true), Poll(isIncomplete: true), false), (Poll(isIncomplete: true), Poll(), false),
            (Poll(hasSucceeded: false), Poll(hasSucceeded: false), true),
        ] as [(Poll?, Poll?, Bool)]
    )
    func loading(before: Poll?, after: Poll?, isHighlighted: Bool) {
        func ledger(_ ranks: [Int], _ poll: Poll?, _ pending: PendingHistory? = nil) -> LedgerSnapshot {
            var ledger = Ledger()
            for (index, rank) in ranks.enumerated() {
                let time = Self.now - 7200 + Int64(index) * 3600
                ledger.append(LaunchStory.snapshot(rank, in: Self.chart, at: time))
            }
            if let poll { ledger.note(poll.health) }
            if let pending { ledger.notePending(pending) }
            return ledger.snapshot
        }
        var state = DashboardState.openingCharts(ledger([84], before), now: Self.now, isLive: true)
        _ = state.apply(.ledger(ledger([84, 61], after)))
        #expect((state.flashEnds != nil) == isHighlighted)

        let pending = PendingHistory(charts: 2, unloadedCharts: 1, incompleteCharts: 0, newest: nil)
        var opening = DashboardState.openingCharts(ledger([84], before, pending), now: Self.now, isLive: true)
        _ = opening.apply(.ledger(ledger([84, 61], after)))
        #expect(opening.flashEnds == nil)
    }

    /// The result of a source's last poll.
    struct Poll: Sendable {
        var hasSucceeded = true
        var isIncomplete = false

        fileprivate var health: SourceHealth {
            var health = SourceHealth(source: "charts/", interval: 3600)
            health.lastSuccess = hasSucceeded ? RankFlashTests.now - 60 : nil
            health.isIncomplete = isIncomplete
            return health
        }
    }

    @Test("changes in one chart end before those that arrive later in another")
    func perChart() {
        let other = LaunchStory.chart("jp")
        var (old, middle, new) = (Ledger(), Ledger(), Ledger())
        for chart in [Self.chart, other] {
            for (index, rank) in [84, 61].enumerated() {
                let snapshot = LaunchStory.snapshot(rank, in: chart, at: Self.now - 3600 + Int64(index) * 1800)
                if index == 0 { old.append(snapshot) }
                if index == 0 || chart == Self.chart { middle.append(snapshot) }
                new.append(snapshot)
            }
        }
        var flash = RankFlash()
        flash.add(from: old.snapshot, to: middle.snapshot, at: Self.now)
        flash.add(from: middle.snapshot, to: new.snapshot, at: Self.now + 1)
        #expect(flash.ends == Self.now + 2)
        flash.end(at: Self.now + 2)
        #expect(flash.role(of: LaunchStory.app, in: Self.chart) == nil)
        #expect(flash.role(of: LaunchStory.app, in: other) == .gain)
        #expect(flash.role(of: nil, in: other) == nil && flash.ends == Self.now + 3)
    }
}
