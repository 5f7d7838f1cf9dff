import Growth
import Market
import TestSupport
import Testing
import TimeSeries

@Suite("Rank milestones")
struct RankMilestoneTests {
    private func reach(_ time: String, after before: String? = nil) -> RankReach {
        var series = RankingSeries()
        if let before { series.append([.init(rank: 1, id: 2)], at: Fixtures.time(before).seconds) }
        series.append([.init(rank: 1, id: 1)], at: Fixtures.time(time).seconds)
        guard let reach = series.reach(of: 1, atOrAbove: 1, upTo: .max) else { preconditionFailure("it was reached") }
        return reach
    }

    @Test("if several rank thresholds are reached in one snapshot, only the best is a milestone")
    func together() {
        let before = "2026-03-01T05:00:00Z"
        let early = reach("2026-03-01T06:00:00Z", after: before)
        let times = [100: early, 50: early, 10: reach("2026-03-02T06:00:00Z", after: "2026-03-02T03:00:00Z")]
        let reached = RankMilestones.reached(in: Fixtures.chart()) {
            times[$0.value]
        } quoted: { _, _ in
            nil
        }
        #expect(reached.map(\.threshold) == [50, 10])
        #expect(reached.map(\.earliest) == [Fixtures.time(before), Fixtures.time("2026-03-02T03:00:00Z")])
    }

    @Test("a rank in a chart's first snapshot isn't a milestone, because it may have been reached earlier")
    func firstSnapshot() {
        let look = reach("2026-03-01T06:00:00Z")
        let reached = RankMilestones.reached(in: Fixtures.chart()) { _ in
            look
        } quoted: { _, _ in
            nil
        }
        #expect(reached.isEmpty)
    }

    @Test(
        "a published rank has an earliest time only if the publisher says it was first reached that day",
        arguments: [true, false]
    )
    func quoted(isFirst: Bool) {
        let day = Fixtures.day("2025-10-03")
        let figure = Observation(
            metric: .rank,
            value: 1,
            isFirst: isFirst,
            period: .day(day),
            scope: Scope(stores: [.appStore], storefronts: []),
            kind: .observed,
            source: Citation(name: "paper", address: nil, published: "2025")
        )
        let look = reach(day.lastSecond.iso8601, after: "2025-10-01")
        let reached = RankMilestones.reached(in: Fixtures.chart()) { _ in
            look
        } quoted: { _, _ in
            figure
        }
        #expect(reached.map(\.threshold) == [1])
        #expect(reached.first?.earliest == (isFirst ? day.start : nil))
        #expect(reached.first?.source == "paper")
    }
}
