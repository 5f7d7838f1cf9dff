import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("Status messages")
struct StatusMessageTests {
    private static let longText =
        "no charts loaded; run launchtop watch SOURCE or launchtop replay FOLDER, or import with launchtop import"

    private func state(columns: Int, rows: Int = 24) -> DashboardState {
        Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: columns, rows: rows))
    }

    private func lines(_ state: DashboardState) -> [String] { state.frame(theme: .mono).lines }

    private func text(_ lines: some Collection<String>) -> String {
        lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    }

    @Test("a status message that fits in one line replaces the key hints")
    func short() {
        var state = state(columns: 80)
        let before = lines(state)
        _ = state.apply(.notice("a short sentence"))
        #expect(lines(state) == before.dropLast() + [" a short sentence"])
    }

    @Test(
        "a long status message is shown in full above the timeline and key hints, which stay visible",
        arguments: [40, 60, 80]
    )
    func long(columns: Int) {
        var state = state(columns: columns)
        let before = lines(state)
        _ = state.apply(.notice(Self.longText))
        let after = lines(state)
        let count = columns == 40 ? 3 : 2
        let bottom = after.count - 2 - count..<after.count - 2
        #expect(text(after[bottom]) == Self.longText)
        #expect(after.suffix(2) == before.suffix(2))
        // The page shrinks instead of being covered.
        #expect(after[bottom.lowerBound - 1] == before[before.count - 3])
        #expect(after.prefix(6) == before.prefix(6))
        // A key dismisses the message.
        state.press("é")
        #expect(lines(state) == before)
    }

    @Test("a status message longer than three rows is truncated with an ellipsis")
    func endless() {
        var state = state(columns: 80)
        _ = state.apply(.notice((1...200).map { "word\($0)" }.joined(separator: " ")))
        let bottom = lines(state)[19..<22]
        #expect(bottom.allSatisfy { displayWidth($0) <= 79 } && bottom.last?.hasSuffix("…") == true)
        #expect(text(bottom).hasPrefix("word1 word2") && lines(state).count == 24)
    }

    @Test("a source error is shown until a key is pressed")
    func problem() {
        var ledger = Ledger()
        var source = SourceHealth(source: "https://rss.example.com/us/top-free", interval: 900)
        source.error =
            "https://rss.example.com/us/top-free: answered 403 Forbidden; retrying in 30 min"
        ledger.note(source)
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-03-05"), isLive: true)
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        #expect(text(lines(state)[20..<22]) == "✗ \(source.error ?? "")")
        state.press("é")
        #expect(!lines(state).joined().contains("✗ https"))
    }

    @Test(
        "when sources work again, a message says so until a key is pressed, a minute passes or another source fails",
        arguments: [
            (["a"], "✓ a works again"), (["a", "b"], "✓ 2 sources work again"), ([], nil),
        ] as [([String], String?)]
    )
    func recovery(failed: [String], message: String?) {
        let now = Fixtures.time("2026-03-05")
        func ledger(failed: [String]) -> LedgerSnapshot {
            var ledger = Ledger()
            for name in ["a", "b"] {
                ledger.note(.polled(name, at: now) { if failed.contains(name) { $0.error = "\(name): timed out" } })
            }
            return ledger.snapshot
        }
        var state = DashboardState.openingCharts(ledger(failed: failed), now: now, isLive: true)
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        _ = state.apply(.ledger(ledger(failed: [])))
        func isShown(_ state: DashboardState) -> Bool {
            lines(state).joined().contains("again")
        }
        #expect(lines(state).last?.contains(message ?? "Enter open") == true)
        for event in [DashboardEvent.key("é"), .clock(now + 60), .ledger(ledger(failed: ["b"]))] {
            var later = state
            _ = later.apply(event)
            #expect(!isShown(later), "\(event)")
        }
        _ = state.apply(.clock(now + 59))
        #expect(isShown(state) == (message != nil))
    }

    @Test("the rows of a long status message aren't clickable, but the timeline and key hints are")
    func clickTargets() {
        var state = state(columns: 80)
        _ = state.apply(.notice(Self.longText))
        let clickTargets = state.frame(theme: .mono).clickTargets
        #expect(clickTargets.contains { $0.kind == .strip } && clickTargets.contains { $0.region.y == 23 })
        #expect(!clickTargets.contains { (20..<22).contains($0.region.y) })
    }

    @Test(
        "a screen below the minimum size shows the required and the actual size",
        arguments: [
            (80, 3, ["launchtop", "needs 40×10", "has 80×3"]), (10, 3, ["needs", "40×10, has", "10×3"]),
            (11, 9, ["launchtop", "needs 40×10", "has 11×9"]), (10, 4, ["launchtop", "needs", "40×10, has", "10×4"]),
            (200, 1, ["launchtop needs 40×10, has 200×1"]), (30, 2, ["launchtop needs 40×10, has", "30×2"]),
        ]
    )
    func tooSmall(columns: Int, rows: Int, expected: [String]) {
        #expect(lines(state(columns: columns, rows: rows)).filter { !$0.isEmpty } == expected)
    }
}
