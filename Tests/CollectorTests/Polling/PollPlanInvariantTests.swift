import Collector
import Market
import TestSupport
import Testing

@Suite("Poll scheduling invariants")
struct PollPlanInvariantTests {
    private static func pick<Element>(_ elements: [Element], _ generator: inout SeededGenerator) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private static func outcome(_ generator: inout SeededGenerator) -> PollOutcome {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: .rateLimited()
        case 1: .rateLimited(retryAfter: Int64.random(in: 0...300, using: &generator))
        case 2: .failed(retryAfter: Int64.random(in: 0...300, using: &generator))
        case 3...4: .failed()
        case 5...6: .unreachable
        case 7: .unusable
        case 8: .permanentFailure(isAnswered: Bool.random(using: &generator))
        case 9: .canceled
        default: .success
        }
    }

    /// Checks the limits for about two hours while sources are added, removed and changed, polls fail, and the clock
    /// jumps.
    @Test(
        "a poll plan never exceeds its limits on concurrent polls, connections and requests per minute",
        arguments: 0..<150
    )
    func limits(seed: UInt64) {
        var chance = SeededGenerator(seed: seed &+ 1000)
        let perMinute = Self.pick([1, 7, 20, 59, 60, 61, 150, 600], &chance)
        let limits = PollLimits(
            connectionsPerHost: Self.pick([1, 2, 5], &chance),
            requestsPerMinute: perMinute,
            concurrentPolls: Self.pick([1, 4, 32], &chance)
        )
        var simulation = PollSimulation(limits: limits, seed: seed) { _, _, generator in
            (Self.outcome(&generator), Int64.random(in: 0...20, using: &generator))
        }
        var hosts: [Int: String] = [:]
        for round in 0..<24 {
            for _ in 0..<Int.random(in: 0...6, using: &chance) {
                let number = Int.random(in: 0..<40, using: &chance)
                if Int.random(in: 0..<4, using: &chance) == 0 {
                    simulation.plan.remove(SourceID(number), at: simulation.now)
                } else {
                    // A number keeps its host, so that polls can be assigned to hosts.
                    let host = hosts[number] ?? Self.pick(["a", "b", "c", "-"], &chance)
                    hosts[number] = host
                    let interval = Int64.random(in: 30...1800, using: &chance)
                    simulation.set(host == "-" ? nil : host, interval, as: number)
                }
            }
            if round == 17 { simulation.jump(Int64.random(in: 0...20_000, using: &chance)) }
            simulation.run(Int64.random(in: 1...600, using: &chance))
        }
        for host in ["a", "b", "c"] {
            let polls = simulation.polls.filter { hosts[$0.source.value] == host }
            expectLimits(polls, of: host, limits: limits, perMinute: perMinute)
        }
        let maximum = Self.maximum(simulation.polls)
        #expect(maximum <= limits.concurrentPolls, "\(maximum) at once")
    }

    private func expectLimits(_ polls: [PollSimulation.Event], of host: String, limits: PollLimits, perMinute: Int) {
        let begins = polls.map(\.begin)
        for (index, begin) in begins.enumerated() where index >= perMinute {
            #expect(begin - begins[index - perMinute] >= 60, "\(host): \(perMinute + 1) polls within a minute")
        }
        let bySecond = Dictionary(grouping: begins) { $0 }.values.map(\.count).max() ?? 0
        #expect(bySecond <= max(1, perMinute / 60), "\(host): \(bySecond) polls in a second")
        let maximum = Self.maximum(polls)
        #expect(maximum <= limits.connectionsPerHost, "\(host): \(maximum) concurrent polls")
    }

    /// Returns the maximum number of concurrent polls. A poll that ends when another starts doesn't overlap it.
    private static func maximum(_ polls: [PollSimulation.Event]) -> Int {
        let steps = polls.filter { $0.end > $0.begin }.flatMap { [($0.begin, 1), ($0.end, -1)] }
        var (running, maximum) = (0, 0)
        for (_, step) in steps.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            running += step
            maximum = max(maximum, running)
        }
        return maximum
    }

    @Test(
        "without failures, a source's polls are at most about 1.5 times its extended interval apart",
        arguments: 0..<40
    )
    func noStarvation(seed: UInt64) {
        var chance = SeededGenerator(seed: seed &+ 2000)
        let count = Int.random(in: 1...60, using: &chance)
        let intervals = (0..<count).map { _ in Int64.random(in: 60...900, using: &chance) }
        var simulation = PollSimulation(seed: seed) { _, _, generator in
            (.success, Int64.random(in: 0...2, using: &generator))
        }
        for (number, interval) in intervals.enumerated() { simulation.set("a", interval, as: number) }
        let stretch = simulation.plan.stretch(of: "a") ?? 1
        simulation.run(4 * 3600)
        for (number, interval) in intervals.enumerated() {
            let begins = simulation.polls(at: number).map(\.begin) + [simulation.now]
            let longest = zip(begins, begins.dropFirst()).map { $1 - $0 }.max() ?? 0
            // The first polls start three seconds apart.
            let bound = Int64(Double(interval) * stretch * 1.5) + 3 * Int64(count) + 10
            #expect(longest <= bound, "source \(number) of \(count), \(interval) s × \(stretch): \(longest) s")
        }
    }

    @Test("a poll plan starts no polls before its wake-up time", arguments: 0..<20)
    func idle(seed: UInt64) {
        var simulation = PollSimulation(seed: seed)
        for number in 0..<50 { simulation.set("a\(number % 7)", 3600, as: number) }
        simulation.run(1000)
        guard let wakeUp = simulation.plan.wakeUp else {
            Issue.record("the plan has no wake-up time")
            return
        }
        #expect(wakeUp > simulation.now)
        #expect(simulation.plan.next(at: wakeUp - 1).isEmpty)
        #expect(!simulation.plan.next(at: wakeUp).isEmpty)
    }
}
