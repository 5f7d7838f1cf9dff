import Collector
import Market
import TestSupport
import Testing

/// Tests of the time until data arrives again after an outage of a host.
extension PollPlanTests {
    /// Returns a host that is down for an hour.
    private static func outage(_ outcome: PollOutcome, seed: UInt64) -> (PollSimulation, end: Timestamp) {
        let end = start + 3600
        return (PollSimulation(seed: seed) { _, now, _ in (now < end ? outcome : .success, 1) }, end)
    }

    @Test(
        "after an hour-long outage, a source has data within about a minute or its interval, if that is longer",
        arguments: [(10, 1), (20, 3), (60, 3), (60, 12), (300, 3), (900, 6)],
        [1, 2, 3] as [UInt64]
    )
    func unreachable(_ sources: (interval: Int64, count: Int), seed: UInt64) throws {
        let (down, end) = Self.outage(.unreachable, seed: seed)
        var simulation = down
        for number in 0..<sources.count { simulation.set("a", sources.interval, as: number) }
        simulation.run(7200)
        // One poll tests the host, and the others follow at its limit of one every three seconds.
        let latest = end + max(60, sources.interval) + 3 * Int64(sources.count) + 5
        for number in 0..<sources.count {
            let first = try #require(simulation.polls(at: number).first { $0.outcome == .success })
            #expect(first.end <= latest, "source \(number): \(first.end - end) s after the outage")
        }
        // While the host is down, it gets about one request per half minute, whatever the number of sources.
        #expect(simulation.polls.count { $0.begin < end } <= 150)
    }

    @Test(
        "repeated server errors make polls back off to at most eight intervals, or half an hour",
        arguments: [(20, 60...165, 45), (60, 240...490, 25), (900, 900...1810, 12)]
            as [(Int64, ClosedRange<Int64>, Int)]
    )
    func serverErrors(interval: Int64, longestWait: ClosedRange<Int64>, limit: Int) throws {
        let (down, end) = Self.outage(.failed(), seed: 5)
        var simulation = down
        for number in 0..<3 { simulation.set("a", interval, as: number) }
        simulation.run(7200)
        let begins = simulation.polls.map(\.begin).filter { $0 < end }
        #expect(begins.count < limit)
        let longest = try #require(zip(begins, begins.dropFirst()).map { $1 - $0 }.max())
        #expect(longestWait.contains(longest), "\(longest) s")
        let first = try #require(simulation.polls.first { $0.outcome == .success })
        #expect(first.begin - end <= longestWait.upperBound, "\(first.begin - end) s")
    }

    @Test("a server error right after an hour-long outage causes a short backoff, like a first failure")
    func mixedOutage() throws {
        let (down, end) = (Self.start + 3600, Self.start + 3660)
        var simulation = PollSimulation(seed: 3) { _, now, _ in
            (now < down ? .unreachable : now < end ? .failed() : .success, 1)
        }
        for number in 0..<3 { simulation.set("a", 20, as: number) }
        simulation.run(7200)
        let first = try #require(simulation.polls.first { $0.outcome == .success })
        #expect(first.begin - end <= 240, "\(first.begin - end) s")
    }

    @Test("when a source recovers, unreachable sources on the same host are polled within seconds")
    func recovery() throws {
        // Three failures aren't enough to open the circuit breaker.
        var failures = 0
        var simulation = PollSimulation(seed: 21) { source, _, _ in
            guard source.value < 3 else { return (.success, 0) }
            failures += 1
            return (failures <= 3 ? .unreachable : .success, 0)
        }
        for number in 0..<3 { simulation.set("a", Self.quarter, as: number) }
        simulation.set("b", Self.quarter, as: 3)
        simulation.run(Self.quarter)
        let successes = try (0..<3).map { number in
            try #require(simulation.polls(at: number).first { $0.outcome == .success }).begin
        }
        let first = try #require(successes.min())
        #expect(try #require(successes.max()) - first <= 6, "\(successes.map { $0 - Self.start })")
    }

    @Test("an unreachable source isn't polled each time another source on the same host succeeds")
    func oneUnreachable() {
        var simulation = PollSimulation(seed: 22) { source, _, _ in (source.value == 0 ? .unreachable : .success, 0) }
        for number in 0..<5 { simulation.set("a", 60, as: number) }
        simulation.run(3600)
        let count = simulation.polls(at: 0).count
        #expect((60...200).contains(count), "\(count)")
    }
}
