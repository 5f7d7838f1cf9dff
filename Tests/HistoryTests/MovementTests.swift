import History
import Market
import TestSupport
import Testing

@Suite("What the newest list changed")
struct MovementTests {
    private struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        /// Lists an hour apart.
        let lists: [[String]]
        let moved: [String]
        var minutesLater: Int64 = 0

        var testDescription: String { name }
    }

    private static let stories = [
        Story(name: "two changed places", lists: [["1", "2", "3"], ["2", "1", "3"]], moved: ["1", "2"]),
        Story(name: "one came in place of another", lists: [["1", "2"], ["1", "3"]], moved: ["3"]),
        Story(
            name: "against the list before, and no older one",
            lists: [["1", "2"], ["2", "1"], ["2", "3"]],
            moved: ["3"]
        ),
        Story(name: "nothing before the first", lists: [["1", "2"]], moved: []),
        Story(name: "seen again since", lists: [["1", "2"], ["2", "1"], ["2", "1"]], moved: []),
        Story(
            name: "as long as nothing newer is seen",
            lists: [["1", "2"], ["2", "1"]],
            moved: ["1", "2"],
            minutesLater: 45
        ),
    ]

    @Test("by the list before it", arguments: stories)
    private func moved(story: Story) {
        var ledger = Ledger()
        for (hour, list) in story.lists.enumerated() {
            ledger.append(Fixtures.snapshot(list, at: "2026-03-01T0\(hour):00:00Z"))
        }
        let end = Fixtures.time("2026-03-01T0\(story.lists.count - 1):00:00Z") + story.minutesLater * 60
        let snapshot = ledger.snapshot
        #expect(snapshot.moved(in: Fixtures.chart(), asOf: end) == Set(story.moved.map { Fixtures.app($0) }))
        // Nothing is told of what comes later.
        #expect(snapshot.moved(in: Fixtures.chart(), asOf: Fixtures.time("2026-03-01T00:30:00Z")).isEmpty)
        #expect(snapshot.moved(in: Fixtures.chart("jp"), asOf: end).isEmpty)
    }

    @Test("of a list that is known in part nothing is said")
    func partial() {
        var ledger = Ledger()
        var some = Fixtures.snapshot(["2"], at: "2026-03-01T01:00:00Z")
        some.coverage = .partial
        for snapshot in [Fixtures.snapshot(["1", "2"], at: "2026-03-01"), some] { ledger.append(snapshot) }
        #expect(ledger.snapshot.moved(in: Fixtures.chart(), asOf: Fixtures.time("2026-03-01T01:00:00Z")).isEmpty)
        ledger.append(Fixtures.snapshot(["2", "1"], at: "2026-03-01T02:00:00Z"))
        #expect(ledger.snapshot.moved(in: Fixtures.chart(), asOf: Fixtures.time("2026-03-01T02:00:00Z")).isEmpty)
    }
}
