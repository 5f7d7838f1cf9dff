import Collector
import Foundation
import Market
import Simulation
import Synchronization

/// A benchmark that measures the CPU use of a schedule of ten thousand sources, when no poll is due and at eleven polls
/// per second.
struct ScheduleBench {
    static let count = 10_000
    let seconds: Int

    func measure() {
        let idle = share(interval: 86_400, polls: nil)
        Figure("schedule_10k_cpu_pct", idle.percent, "%").compared(to: "sleeping", sleeping()).print()
        let polls = Mutex(0)
        let busy = share(interval: 900) { polls.withLock { $0 += 1 } }
        Figure("schedule_10k_busy_cpu_pct", busy.percent, "%").print()
        Figure("schedule_10k_polls_per_s", Double(polls.withLock { $0 }) / busy.seconds, "1/s").print()
        let start = Timestamp(seconds: 0)
        var (plan, generator) = plan(interval: 900, start: start, end: start + 1)
        var count = 0
        let time = ContinuousClock().measure {
            count = Self.act(on: &plan, from: start + 1, to: start + 20 * 900, using: &generator)
        }
        Figure("schedule_poll_us", time / .microseconds(1) / Double(max(1, count)), "µs").print()
    }

    /// Returns a plan for ten thousand sources on a hundred hosts, with all polls from `start` to `end` done, and the
    /// generator for the next random numbers.
    private func plan(interval: Int64, start: Timestamp, end: Timestamp) -> (PollPlan, SeededGenerator) {
        var generator = SeededGenerator(seed: 1)
        let limits = PollLimits(connectionsPerHost: Self.count, requestsPerMinute: nil, concurrentPolls: Self.count)
        var plan = PollPlan(limits: limits, start: start, using: &generator)
        for number in 0..<Self.count {
            let source = PolledSource(host: "host\(number % 100)", interval: interval)
            plan.set(source, as: SourceID(number), at: start)
        }
        _ = Self.act(on: &plan, from: start, to: end, using: &generator)
        return (plan, generator)
    }

    /// Starts and finishes the polls that are due from `start` to `end`.
    ///
    /// - Returns: The number of polls.
    private static func act(
        on plan: inout PollPlan,
        from start: Timestamp,
        to end: Timestamp,
        using generator: inout SeededGenerator
    ) -> Int {
        var (now, count) = (start, 0)
        while now < end {
            for case .poll(let source) in plan.next(at: now) {
                plan.record(.success, of: source, at: now, using: &generator)
                count += 1
            }
            now = max(plan.wakeUp ?? end, now + 1)
        }
        return count
    }

    private func share(
        interval: Int64,
        polls: (@Sendable () -> Void)?
    ) -> (percent: Double, seconds: Double) {
        let now: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
        // All first polls are done. With a long interval, the next polls are hours away; with a short one, they are
        // spread over it.
        let start = polls == nil ? now() : now() - 5 * interval
        let (plan, generator) = plan(interval: interval, start: start, end: now() + 1)
        let loop = PollLoop(plan, clock: ContinuousClock(), generator: generator, now: now)
        let done = DispatchSemaphore(value: 0)
        let running = Task {
            await loop.run { _ in
                polls?()
                return .success
            }
            done.signal()
        }
        Thread.sleep(forTimeInterval: 0.2)
        let (begin, processor) = (ContinuousClock.now, Usage.processorSeconds)
        Thread.sleep(forTimeInterval: Double(seconds))
        let passed = (ContinuousClock.now - begin) / .seconds(1)
        let used = Usage.processorSeconds - processor
        running.cancel()
        done.wait()
        return (100 * used / passed, passed)
    }

    /// Returns the CPU use, in percent, of a thread that sleeps for the measured time.
    private func sleeping() -> Double {
        let (begin, processor) = (ContinuousClock.now, Usage.processorSeconds)
        Thread.sleep(forTimeInterval: Double(seconds))
        return 100 * (Usage.processorSeconds - processor) / ((ContinuousClock.now - begin) / .seconds(1))
    }
}
