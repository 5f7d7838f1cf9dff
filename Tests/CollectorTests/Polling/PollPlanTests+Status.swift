import Collector
import Input
import Market
import TestSupport
import Testing

/// Tests of the schedule's status, which the Sources page shows.
extension PollPlanTests {
    @Test("too many sources on a host extend all of the host's intervals equally and cause a warning")
    func stretch() throws {
        var simulation = PollSimulation(seed: 9) { _, _, _ in (.success, 1) }
        for number in 0..<525 { simulation.set("a", Self.quarter, as: number) }
        simulation.set("b", Self.quarter, as: 600)
        #expect(
            simulation.plan.overloads == [
                "a: too many sources (525) for 20 requests per minute; intervals are extended by a factor of 1.8"
            ]
        )
        simulation.run(6 * 3600)
        let counts = (0..<525).map { simulation.polls(at: $0).count }
        // 7,200 polls in six hours are 13.7 per source.
        #expect(counts.allSatisfy { (13...15).contains($0) }, "\(counts.min() ?? 0) to \(counts.max() ?? 0)")
        #expect((23...27).contains(simulation.polls(at: 600).count))
        guard case .stretched(let factor) = try #require(simulation.plan.status(of: SourceID(3))).cause else {
            return
        }
        #expect(abs(factor - 1.75) < 0.001)
    }

    @Test("the warning about too many sources names an IPv6 host in brackets")
    func overload() {
        var generator = SeededGenerator(seed: 1)
        let limits = PollLimits(connectionsPerHost: 1, requestsPerMinute: 1)
        var plan = PollPlan(limits: limits, start: Self.start, using: &generator)
        for number in 0..<3 {
            plan.set(PolledSource(host: "::1", interval: 60), as: SourceID(number), at: Self.start)
        }
        #expect(plan.overloads.map { String($0.prefix(20)) } == ["[::1]: too many sour"])
    }

    @Test("a source with nothing to fetch is polled again at the time that it gives, plus jitter")
    func idle() throws {
        let wait: Int64 = 20_000
        var simulation = PollSimulation(seed: 4) { _, time, _ in (.idle(until: time + wait), 1) }
        simulation.set("a", Self.quarter, as: 0)
        simulation.run(10 * wait)
        let begins = simulation.polls(at: 0).map(\.begin)
        let gaps = zip(begins, begins.dropFirst()).map { $1 - $0 }
        #expect(gaps.count >= 9 && gaps.allSatisfy { (wait...wait + Self.quarter / 10).contains($0) }, "\(gaps)")
        let status = try #require(simulation.plan.status(of: SourceID(0)))
        #expect(status.cause == .interval && status.failures == 0)
    }

    @Test("a source's status gives the reason for the time of its next poll")
    func status() throws {
        var simulation = PollSimulation(seed: 13, answer: Self.script([0: "o", 1: "x", 2: "R", 3: "h", 4: "u"]))
        for (number, host) in [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (4, "e"), (5, "f")] {
            simulation.set(host, Self.quarter, as: number)
        }
        #expect(simulation.plan.status(of: SourceID(5))?.cause == .new)
        simulation.run(0)
        let causes = (0..<6).map { simulation.plan.status(of: SourceID($0))?.cause }
        #expect(causes == [.interval, .failures(1), .hostLimitsRate, .permanentFailure, .failures(1), .interval])
        let status = try #require(simulation.plan.status(of: SourceID(1)))
        #expect(status.description == "backing off after 1 failure; retrying at \(status.due.iso8601)")
    }
}
