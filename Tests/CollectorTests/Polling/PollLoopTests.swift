import Collector
import Market
import Synchronization
import TestSupport
import Testing

@Suite("Poll loop")
struct PollLoopTests {
    private static let start = Timestamp(seconds: 1_000_000)

    private static func loop(
        _ clock: ManualClock,
        limits: PollLimits = PollLimits(),
        sources: Int = 0
    ) -> PollLoop<ManualClock> {
        var generator = SeededGenerator(seed: 1)
        var plan = PollPlan(limits: limits, start: start, using: &generator)
        for number in 0..<sources {
            plan.set(PolledSource(host: "h\(number)", interval: 900), as: SourceID(number), at: start)
        }
        return PollLoop(plan, clock: clock, generator: generator, now: { clock.timestamp })
    }

    /// A stream of the sources that are polled, in the order in which their polls start.
    private final class Polls: Sendable {
        let stream: AsyncStream<SourceID>
        private let continuation: AsyncStream<SourceID>.Continuation

        init() { (stream, continuation) = AsyncStream.makeStream(of: SourceID.self) }

        func add(_ source: SourceID) { continuation.yield(source) }
    }

    /// Waits until all outcomes are recorded and the loop sleeps, and returns the time at which it will wake up.
    private func wakeUp(
        _ loop: PollLoop<ManualClock>,
        _ clock: ManualClock,
        sources: Int
    ) async throws -> Timestamp {
        while loop.read({ plan in (0..<sources).contains { plan.status(of: SourceID($0))?.cause == .polling } }) {
            await Task.yield()
        }
        let wakeUp = try #require(loop.read { $0.wakeUp })
        while clock.deadlines != [wakeUp] { await Task.yield() }
        return wakeUp
    }

    @Test("the poll loop sleeps until a source is due, polls it, and sleeps again", .timeLimit(.minutes(1)))
    func sleeps() async throws {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock, sources: 3)
        let polls = Polls()
        let running = Task {
            await loop.run {
                polls.add($0)
                return .success
            }
        }
        var seen = polls.stream.makeAsyncIterator()
        for _ in 0..<3 { _ = await seen.next() }
        for _ in 0..<40 {
            let wakeUp = try await wakeUp(loop, clock, sources: 3)
            #expect(wakeUp > clock.timestamp)
            clock.advance(by: wakeUp - clock.timestamp)
            let source = try #require(await seen.next())
            #expect(loop.read { $0.status(of: source) }.map { $0.due >= wakeUp } ?? false)
        }
        running.cancel()
        await running.value
        #expect(clock.deadlines.isEmpty)
    }

    @Test("a source added while the poll loop sleeps is polled, and a removed source isn't", .timeLimit(.minutes(1)))
    func changes() async {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock)
        let polls = Polls()
        let running = Task {
            await loop.run {
                polls.add($0)
                return .success
            }
        }
        var seen = polls.stream.makeAsyncIterator()
        loop.set(PolledSource(host: "a", interval: 60), as: SourceID(7))
        #expect(await seen.next() == SourceID(7))
        loop.remove(SourceID(7))
        loop.set(PolledSource(host: nil, interval: 60), as: SourceID(8))
        #expect(await seen.next() == SourceID(8))
        await clock.untilSleeping()
        clock.advance(by: 3600)
        #expect(await seen.next() == SourceID(8))
        #expect(loop.read { $0.statuses.count } == 1)
        running.cancel()
        await running.value
    }

    @Test(
        "the poll loop runs at most the allowed number of concurrent polls, and ends after the last one",
        .timeLimit(.minutes(1))
    )
    func limit() async {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock, limits: PollLimits(concurrentPolls: 4), sources: 100)
        let polls = Polls()
        let counts = Mutex((running: 0, maximum: 0, all: 0))
        let running = Task {
            await loop.run { source in
                counts.withLock { $0 = ($0.running + 1, max($0.maximum, $0.running + 1), $0.all + 1) }
                polls.add(source)
                for _ in 0..<2 { await Task.yield() }
                counts.withLock { $0.running -= 1 }
                return .success
            }
        }
        var seen = polls.stream.makeAsyncIterator()
        for _ in 0..<100 { _ = await seen.next() }
        running.cancel()
        await running.value
        let (left, maximum, all) = counts.withLock { $0 }
        #expect(left == 0 && all == 100)
        #expect(maximum <= 4)
    }

    @Test(
        "a canceled poll loop ends after its running polls, and doesn't record them as failures",
        .timeLimit(.minutes(1))
    )
    func cancellation() async {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock, sources: 10)
        let begun = Mutex(0)
        let ended = Mutex(0)
        let running = Task {
            await loop.run { _ in
                begun.withLock { $0 += 1 }
                try? await clock.sleep(for: .seconds(1_000_000))
                ended.withLock { $0 += 1 }
                return .rateLimited()
            }
        }
        while begun.withLock({ $0 }) < 10 { await Task.yield() }
        running.cancel()
        await running.value
        #expect(ended.withLock { $0 } == 10)
        // Canceled polls don't count as failures.
        #expect(loop.read { plan in (0..<10).allSatisfy { plan.status(of: SourceID($0))?.failures == 0 } })
    }
}
