import Collector
import Input
import Market
import TestSupport
import Testing

@Suite("Poll scheduling")
struct PollPlanTests {
    static let start = Timestamp(seconds: 1_000_000)
    static let quarter: Int64 = 900

    /// Returns a function that provides the outcome of each poll.
    ///
    /// - Parameter outcomes: The outcomes of each source, as one character per poll. The last outcome repeats.
    static func script(_ outcomes: [Int: String]) -> (SourceID, Timestamp, inout SeededGenerator) -> (
        PollOutcome, Int64
    ) {
        var left = outcomes.mapValues { Array($0) }
        return { source, _, _ in
            let marble =
                (left[source.value]?.count ?? 0) > 1 ? left[source.value]?.removeFirst() : left[source.value]?.first
            return (outcome(marble ?? "o"), 0)
        }
    }

    private static func outcome(_ marble: Character) -> PollOutcome {
        switch marble {
        case "x": .failed()
        case "w": .failed(retryAfter: 600)
        case "r": .rateLimited()
        case "R": .rateLimited(retryAfter: 60)
        case "u": .unusable
        case "h": .permanentFailure(isAnswered: true)
        case "t": .permanentFailure(isAnswered: false)
        default: .success
        }
    }

    @Test("a new source is polled at once and then about once per interval, with jitter", arguments: 0..<50)
    func alone(seed: UInt64) {
        var simulation = PollSimulation(seed: seed)
        simulation.set("a", Self.quarter, as: 0)
        simulation.run(24 * 3600)
        let begins = simulation.polls(at: 0).map(\.begin)
        let gaps = zip(begins, begins.dropFirst()).map { $1 - $0 }
        #expect(begins.first == Self.start)
        #expect(gaps.prefix(3).allSatisfy { (Self.quarter / 2...Self.quarter * 11 / 10).contains($0) }, "\(gaps)")
        #expect(gaps.dropFirst(3).allSatisfy { (Self.quarter * 9 / 10...Self.quarter * 11 / 10).contains($0) })
        #expect((95...98).contains(begins.count))
        #expect(Set(gaps).count > 10, "no jitter")
    }

    @Test("polls of sources on the same host are spread over the poll interval", arguments: [2, 7, 50, 200])
    func spread(count: Int) {
        var simulation = PollSimulation(seed: 3)
        for number in 0..<count { simulation.set("a", Self.quarter, as: number) }
        simulation.run(10 * Self.quarter)
        let begins = simulation.polls.map(\.begin).filter { $0 - Self.start > 5 * Self.quarter }
        // No tenth of the interval has more than three times its share of polls.
        var tenths = [Int](repeating: 0, count: 10)
        for begin in begins { tenths[Int((begin - Self.start) % Self.quarter / (Self.quarter / 10))] += 1 }
        #expect(tenths.max() ?? 0 <= max(10, begins.count * 3 / 10), "\(tenths)")
        #expect(begins.count >= count * 4 && begins.count <= count * 6)
    }

    @Test(
        "a failing source backs off while another source on the same host is polled on schedule",
        arguments: [
            // Each column is five minutes. A failing source is retried soon, and then less and less often.
            ("oox", "o", "o.o.42.....x...........x", "o.o..o..o...o.o..o..o..o")
        ]
    )
    func marbles(first: String, second: String, firstPicture: String, secondPicture: String) {
        var simulation = PollSimulation(seed: 11, answer: Self.script([0: first, 1: second]))
        simulation.set("a", Self.quarter, as: 0)
        simulation.set("a", Self.quarter, as: 1)
        simulation.run(2 * 3600)
        let pictures = [0, 1].map { simulation.marbles(of: $0, from: Self.start, columns: 24, of: 300) }
        #expect(pictures == [firstPicture, secondPicture])
    }

    @Test("a rate-limited host is paused for half an hour and probed by one poll before polls resume")
    func rateLimit() throws {
        var limited = 1
        var simulation = PollSimulation(seed: 1) { _, _, _ in
            limited -= 1
            return (limited >= 0 ? .rateLimited() : .success, 1)
        }
        for number in 0..<5 { simulation.set("a", 60, as: number) }
        simulation.set("b", 60, as: 5)
        simulation.set(nil, 60, as: 6)
        simulation.run(3600)
        let begins = simulation.polls.filter { $0.source.value < 5 }.map { $0.begin - Self.start }
        let probe = try #require(begins.dropFirst().first)
        #expect((1801...1981).contains(probe), "\(begins)")
        // The others wait until the probe has ended.
        #expect(begins.filter { $0 > probe }.min() == probe + 3)
        #expect(simulation.polls(at: 5).count > 50 && simulation.polls(at: 6).count > 50)
    }

    @Test("if a host remains rate-limited, probes slow down to one every two hours")
    func lastingRateLimit() {
        var simulation = PollSimulation(seed: 2) { _, _, _ in (.rateLimited(), 0) }
        for number in 0..<20 { simulation.set("a", 60, as: number) }
        simulation.run(24 * 3600)
        let begins = simulation.polls.map(\.begin)
        let gaps = zip(begins, begins.dropFirst()).map { $1 - $0 }
        for (gap, minutes) in zip(gaps, [30, 60] + [Int64](repeating: 120, count: 20)) {
            #expect((minutes * 60...minutes * 60 + 60).contains(gap), "\(gaps)")
        }
        #expect(gaps.count >= 11)
    }

    @Test("a rate limit that affects only one source doesn't pause its host")
    func sourceRateLimit() {
        var simulation = PollSimulation(seed: 4, answer: Self.script([0: "r", 1: "o", 2: "o"]))
        for number in 0..<3 { simulation.set("a", 300, as: number) }
        simulation.run(12 * 3600)
        // The host is paused at most twice, for half an hour. Without the rule, it would be paused most of the time.
        #expect(simulation.polls(at: 1).count > 125)
        #expect(simulation.polls(at: 0).count > 10)
    }

    @Test("five consecutive failed polls of a host stop all of its polls until a probe succeeds")
    func circuit() throws {
        let end = Self.start + 3600
        var simulation = PollSimulation(seed: 5) { _, now, _ in (now < end ? .failed() : .success, 2) }
        for number in 0..<30 { simulation.set("a", Self.quarter, as: number) }
        simulation.run(15)
        #expect(simulation.polls.count == 5)
        let status = try #require(simulation.plan.status(of: SourceID(20)))
        let until = try #require(status.circuitOpenUntil)
        #expect((Self.start + 30...Self.start + 80).contains(until))
        #expect(status.due == until && status.cause == .hostDown(5))
        #expect(
            status.description
                == "host is down after 5 failures; retrying at \(until.iso8601)"
        )
        simulation.run(3600)
        // Backoff slows probes from one per minute to one per 30 minutes, about 12 in total. Without the circuit
        // breaker there would be hundreds.
        let during = simulation.polls.filter { $0.begin < end }.count
        #expect((8...20).contains(during), "\(during)")
        simulation.run(3600)
        #expect((0..<30).allSatisfy { simulation.polls(at: $0).contains { $0.outcome == .success } })
        #expect(simulation.plan.status(of: SourceID(20))?.circuitOpenUntil == nil)
    }

    @Test("a Retry-After header delays the polls of all sources on the host")
    func retryAfter() throws {
        var simulation = PollSimulation(seed: 6, answer: Self.script([0: "wo"]))
        for number in 0..<3 { simulation.set("a", 60, as: number) }
        simulation.run(3600)
        let begins = simulation.polls.map { $0.begin - Self.start }
        #expect(begins.first == 0)
        #expect((600...660).contains(try #require(begins.dropFirst().first)), "\(begins.prefix(5))")
    }

    @Test(
        "a source with a permanent error is polled about hourly, without delaying others on its host",
        arguments: ["h", "t"]
    )
    func permanentFailure(marble: String) {
        var simulation = PollSimulation(seed: 7, answer: Self.script([0: marble]))
        for number in 0..<2 { simulation.set("a", Self.quarter, as: number) }
        simulation.run(24 * 3600)
        #expect((23...28).contains(simulation.polls(at: 0).count))
        #expect((94...99).contains(simulation.polls(at: 1).count))
    }

    @Test("sources can be added, changed and removed while they are being polled")
    func changes() {
        var simulation = PollSimulation(seed: 8) { _, _, _ in (.success, 5) }
        simulation.set("a", Self.quarter, as: 0)
        simulation.run(100)
        simulation.set("a", 60, as: 1)
        simulation.run(2)
        // The source is removed during a poll and added again before the poll ends. Its polls never overlap.
        simulation.plan.remove(SourceID(1), at: simulation.now)
        simulation.set("a", 60, as: 1)
        simulation.run(600)
        let begins = simulation.polls(at: 1)
        #expect(zip(begins, begins.dropFirst()).allSatisfy { $0.end <= $1.begin })
        #expect((9...16).contains(begins.count))
        // A shorter interval applies at once.
        simulation.set("a", 60, as: 0)
        simulation.run(70)
        #expect(simulation.polls(at: 0).count >= 2)
        simulation.plan.remove(SourceID(1), at: simulation.now)
        simulation.run(20)
        let count = simulation.polls(at: 1).count
        simulation.run(3600)
        #expect(simulation.polls(at: 1).count == count)
        simulation.plan.remove(SourceID(0), at: simulation.now)
        #expect(simulation.plan.statuses.isEmpty && simulation.plan.status(of: SourceID(0)) == nil)
        simulation.run(3600)
        #expect(simulation.plan.wakeUp == nil)
    }

    @Test(
        "polls that are overdue when the machine wakes from sleep are spread over time",
        arguments: [nil, 20] as [Int?]
    )
    func suspension(requestsPerMinute: Int?) {
        let limits = PollLimits(connectionsPerHost: 100, requestsPerMinute: requestsPerMinute, concurrentPolls: 1000)
        var simulation = PollSimulation(limits: limits, seed: 10)
        for number in 0..<100 { simulation.set("host\(number % 10)", Self.quarter, as: number) }
        simulation.run(3600)
        simulation.jump(8 * 3600)
        let woken = simulation.now
        simulation.run(Self.quarter / 2)
        let begins = simulation.polls.map(\.begin).filter { $0 >= woken }
        #expect(Set(simulation.polls.filter { $0.begin >= woken }.map(\.source)).count == 100)
        let maximum = (0..<450).map { second in begins.count { $0 == woken + Int64(second) } }.max() ?? 0
        #expect(maximum <= 6, "\(maximum) in one second")
        #expect(begins.first.map { $0 - woken <= 1 } ?? false)
    }

    @Test(
        "no source waits much longer than its interval after the clock is set back",
        arguments: [1, 60, 3600, 86_400 * 365]
    )
    func clockBack(seconds: Int64) {
        var simulation = PollSimulation(seed: 12, answer: Self.script([3: "w"]))
        for number in 0..<4 { simulation.set(number == 3 ? "b" : "a", Self.quarter, as: number) }
        simulation.run(2000)
        simulation.jump(-seconds)
        let before = simulation.events.count
        simulation.run(Self.quarter * 11 / 10)
        let after = simulation.events.dropFirst(before)
        for number in 0..<3 {
            #expect((1...2).contains(after.count { $0.source == SourceID(number) }))
        }
        #expect(simulation.plan.status(of: SourceID(3)).map { $0.due - simulation.now <= 3600 } ?? false)
    }

    @Test("poll intervals and limits are clamped, and backoff doesn't overflow after a thousand failures")
    func extremes() {
        #expect(PolledSource(host: "A.Example", interval: .min) == PolledSource(host: "a.example", interval: 1))
        #expect(PolledSource(host: nil, interval: .max).interval == 400 * 86_400)
        let limits = PollLimits(connectionsPerHost: -1, requestsPerMinute: 0, concurrentPolls: 0)
        #expect(limits == PollLimits(connectionsPerHost: 1, requestsPerMinute: 1, concurrentPolls: 1))
        var simulation = PollSimulation(seed: 14) { _, _, _ in (.failed(retryAfter: .max / 4), 0) }
        simulation.set(nil, 1, as: 0)
        simulation.run(10_000)
        #expect(simulation.events.count > 1000)
        simulation.set("a", 1, as: 1)
        simulation.run(10)
        #expect(simulation.polls(at: 1).count == 1)
    }

    @Test("a poll plan ignores the outcome of a poll that it didn't start")
    func unexpectedOutcome() {
        var generator = SeededGenerator(seed: 1)
        var plan = PollPlan(start: Self.start, using: &generator)
        plan.set(PolledSource(host: "a", interval: 60), as: SourceID(0), at: Self.start)
        for number in [0, 1] { plan.record(.rateLimited(), of: SourceID(number), at: Self.start, using: &generator) }
        #expect(plan.next(at: Self.start) == [.poll(SourceID(0))])
        #expect(plan.next(at: Self.start) == [])
    }
}
