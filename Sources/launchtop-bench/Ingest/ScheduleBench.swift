import Foundation
import Ingest
import Market
import Simulation
import Synchronization

/// Ten thousand feeds on the schedule: what it costs when nothing is due, and when eleven looks a second are.
struct ScheduleBench {
    static let count = 10_000
    let seconds: Int

    func measure() {
        let idle = share(interval: 86_400, looks: nil)
        Figure("schedule_10k_cpu_pct", idle.percent, "%").beside("sleeping", sleeping()).print()
        let looks = Mutex(0)
        let busy = share(interval: 900) { looks.withLock { $0 += 1 } }
        Figure("schedule_10k_busy_cpu_pct", busy.percent, "%").print()
        Figure("schedule_10k_looks_per_s", Double(looks.withLock { $0 }) / busy.seconds, "1/s").print()
        let (plan, generator) = plan(interval: 900, start: Timestamp(seconds: 0))
        var (copy, chance) = (plan, generator)
        let clock = ContinuousClock()
        var count = 0
        var now = Timestamp(seconds: 900)
        let time = clock.measure {
            while now.seconds < 900 * 20 {
                now = max(copy.wakeUp ?? now + 1, now + 1)
                for case .look(let feed) in copy.next(at: now) {
                    copy.note(.success, of: feed, at: now, using: &chance)
                    count += 1
                }
            }
        }
        Figure("schedule_look_us", time / .microseconds(1) / Double(max(1, count)), "µs").print()
    }

    /// Feeds of a hundred hosts that were all looked at a moment before `start`.
    private func plan(interval: Int64, start: Timestamp) -> (PollPlan, SeededGenerator) {
        var generator = SeededGenerator(seed: 1)
        let limits = PollLimits(connectionsPerHost: Self.count, requestsPerMinute: nil, looksAtOnce: Self.count)
        var plan = PollPlan(limits: limits, start: start, using: &generator)
        for number in 0..<Self.count {
            let feed = PolledFeed(host: "host\(number % 100)", interval: interval)
            plan.set(feed, as: FeedNumber(number), at: start)
        }
        for case .look(let number) in plan.next(at: start) {
            plan.note(.success, of: number, at: start, using: &generator)
        }
        return (plan, generator)
    }

    private func share(
        interval: Int64,
        looks: (@Sendable () -> Void)?
    ) -> (percent: Double, seconds: Double) {
        let now: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
        // All first looks lie behind; with a long interval the next are hours away, with a short one spread over it.
        let start = looks == nil ? now() : now() - interval / 2
        let (plan, generator) = plan(interval: interval, start: start)
        let loop = PollLoop(plan, clock: ContinuousClock(), generator: generator, now: now)
        let done = DispatchSemaphore(value: 0)
        let running = Task {
            await loop.run { _ in
                looks?()
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

    /// A thread that sleeps as long, in the same measure.
    private func sleeping() -> Double {
        let (begin, processor) = (ContinuousClock.now, Usage.processorSeconds)
        Thread.sleep(forTimeInterval: Double(seconds))
        return 100 * (Usage.processorSeconds - processor) / ((ContinuousClock.now - begin) / .seconds(1))
    }
}
