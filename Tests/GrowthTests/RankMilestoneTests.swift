import Growth
import Market
import TestSupport
import Testing

@Suite("Milestones of rank")
struct RankMilestoneTests {
    @Test("of steps reached at one instant only the best counts")
    func together() {
        let times = [100: "2026-03-01T06:00:00Z", 50: "2026-03-01T06:00:00Z", 10: "2026-03-02T06:00:00Z"]
        let reached = RankMilestones.reached(in: Fixtures.chart()) {
            times[$0.value].map(Fixtures.time)
        } source: { _, _ in
            "feed"
        }
        #expect(reached.map(\.threshold) == [50, 10])
        #expect(reached.allSatisfy { $0.earliest == $0.latest })
    }

    @Test("a rank known only by its day was reached within the day")
    func dayOnly() {
        let end = Fixtures.day("2025-10-03").lastSecond
        let reached = RankMilestones.reached(in: Fixtures.chart()) { _ in
            end
        } source: { _, _ in
            "feed"
        }
        #expect(reached.map(\.threshold) == [1])
        #expect(reached.first?.earliest == Fixtures.time("2025-10-03"))
        #expect(reached.first?.day == Fixtures.day("2025-10-03"))
    }
}
