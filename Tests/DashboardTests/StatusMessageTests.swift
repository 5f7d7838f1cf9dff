import Canvas
import History
import Market
import TestSupport
import Testing

@testable import Dashboard

@Suite("What there is to say")
struct StatusMessageTests {
    private static let sentence =
        "no chart is loaded; open one with: launchtop watch SOURCE, or launchtop replay FOLDER"

    private func state(columns: Int, rows: Int = 24) -> DashboardState {
        Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: columns, rows: rows))
    }

    private func lines(_ state: DashboardState) -> [String] { state.frame(theme: .mono).lines }

    private func words(_ lines: some Collection<String>) -> String {
        lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    }

    @Test("a sentence that fits stands in the bottom line, in place of the keys")
    func short() {
        var state = state(columns: 80)
        let before = lines(state)
        _ = state.apply(.notice("a short sentence"))
        #expect(lines(state) == before.dropLast() + [" a short sentence"])
    }

    @Test("a longer one stands whole at the page's foot; keys and timeline stay", arguments: [40, 60, 80])
    func long(columns: Int) {
        var state = state(columns: columns)
        let before = lines(state)
        _ = state.apply(.notice(Self.sentence))
        let after = lines(state)
        let count = columns == 40 ? 3 : 2
        let foot = after.count - 2 - count..<after.count - 2
        #expect(words(after[foot]) == Self.sentence)
        #expect(after.suffix(2) == before.suffix(2))
        // The page has less room, and nothing of it is hidden.
        #expect(after[foot.lowerBound - 1] == before[before.count - 3])
        #expect(after.prefix(6) == before.prefix(6))
        // A key takes it away.
        state.press("é")
        #expect(lines(state) == before)
    }

    @Test("what is longer than three rows ends in an ellipsis, and the size is kept")
    func endless() {
        var state = state(columns: 80)
        _ = state.apply(.notice((1...200).map { "word\($0)" }.joined(separator: " ")))
        let foot = lines(state)[19..<22]
        #expect(foot.allSatisfy { displayWidth($0) <= 79 } && foot.last?.hasSuffix("…") == true)
        #expect(words(foot).hasPrefix("word1 word2") && lines(state).count == 24)
    }

    @Test("so does what a source cannot give, until a key is pressed")
    func problem() {
        var ledger = Ledger()
        var source = SourceHealth(source: "https://rss.example.com/us/top-free", interval: 900)
        source.error =
            "https://rss.example.com/us/top-free: answers 403 Forbidden; it is asked again after half an hour"
        ledger.note(source)
        var state = DashboardState.openingCharts(ledger.snapshot, now: Fixtures.time("2026-03-05"), isLive: true)
        _ = state.apply(.resize(Size(columns: 80, rows: 24)))
        #expect(words(lines(state)[20..<22]) == "✗ \(source.error ?? "")")
        state.press("é")
        #expect(!lines(state).joined().contains("✗ https"))
    }

    @Test("rows under it are not clicked, keys and timeline are")
    func clickTargets() {
        var state = state(columns: 80)
        _ = state.apply(.notice(Self.sentence))
        let clickTargets = state.frame(theme: .mono).clickTargets
        #expect(clickTargets.contains { $0.kind == .strip } && clickTargets.contains { $0.region.y == 23 })
        #expect(!clickTargets.contains { (20..<22).contains($0.region.y) })
    }

    @Test(
        "below the least size it is said which size is needed, whole",
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
