import History
import Market
import TestSupport
import Testing

@Suite("Apps that moved in the newest snapshot")
struct MovementTests {
    private struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        /// The ids in snapshots that are an hour apart.
        let snapshots: [[String]]
        let moved: [String]
        /// The apps that left the chart.
        var left: [String] = []
        /// The apps of `moved` that lost ranks.
        var worse: [String] = []
        var minutesLater: Int64 = 0

        var testDescription: String { name }
    }

    private static let stories = [
        Story(
            name: "two apps swap ranks",
            snapshots: [["1", "2", "3"], ["2", "1", "3"]],
            moved: ["1", "2"],
            worse: ["1"]
        ),
        Story(name: "one app replaces another", snapshots: [["1", "2"], ["1", "3"]], moved: ["3"], left: ["2"]),
        Story(
            name: "only the previous snapshot is compared",
            snapshots: [["1", "2"], ["2", "1"], ["2", "3"]],
            moved: ["3"],
            left: ["1"]
        ),
        Story(name: "the first snapshot has no movement", snapshots: [["1", "2"]], moved: []),
        Story(
            name: "a confirmed snapshot has no movement",
            snapshots: [["1", "2"], ["2", "1"], ["2", "1"]],
            moved: []
        ),
        Story(
            name: "movement lasts until the next snapshot",
            snapshots: [["1", "2"], ["2", "1"]],
            moved: ["1", "2"],
            worse: ["1"],
            minutesLater: 45
        ),
    ]

    @Test("an app has moved if its rank differs between the two newest snapshots of a chart", arguments: stories)
    private func moved(story: Story) {
        var ledger = Ledger()
        for (hour, ids) in story.snapshots.enumerated() {
            ledger.append(Fixtures.snapshot(ids, at: "2026-03-01T0\(hour):00:00Z"))
        }
        let end = Fixtures.time("2026-03-01T0\(story.snapshots.count - 1):00:00Z") + story.minutesLater * 60
        let snapshot = ledger.snapshot
        #expect(snapshot.moved(in: Fixtures.chart(), asOf: end) == Set(story.moved.map { Fixtures.app($0) }))
        let lost = Set((story.worse + story.left).map { Fixtures.app($0) })
        let gains = snapshot.gains(in: Fixtures.chart(), asOf: end)
        #expect(Set(gains.keys) == Set((story.moved + story.left).map { Fixtures.app($0) }))
        #expect(Set(gains.filter { !$0.value }.keys) == lost)
        // Later snapshots don't affect an earlier time.
        #expect(snapshot.moved(in: Fixtures.chart(), asOf: Fixtures.time("2026-03-01T00:30:00Z")).isEmpty)
        #expect(snapshot.moved(in: Fixtures.chart("jp"), asOf: end).isEmpty)
    }

    @Test("comparing with a partial snapshot reports no app as moved")
    func partial() {
        var ledger = Ledger()
        var partial = Fixtures.snapshot(["2"], at: "2026-03-01T01:00:00Z")
        partial.coverage = .partial
        for snapshot in [Fixtures.snapshot(["1", "2"], at: "2026-03-01"), partial] { ledger.append(snapshot) }
        #expect(ledger.snapshot.moved(in: Fixtures.chart(), asOf: Fixtures.time("2026-03-01T01:00:00Z")).isEmpty)
        ledger.append(Fixtures.snapshot(["2", "1"], at: "2026-03-01T02:00:00Z"))
        #expect(ledger.snapshot.moved(in: Fixtures.chart(), asOf: Fixtures.time("2026-03-01T02:00:00Z")).isEmpty)
    }
}
