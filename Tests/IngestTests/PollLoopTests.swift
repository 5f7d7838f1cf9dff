import Ingest
import Market
import Synchronization
import TestSupport
import Testing

@Suite("Acting on the plan")
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

    /// Looks as they come, one by one.
    private final class Looks: Sendable {
        let stream: AsyncStream<SourceID>
        private let continuation: AsyncStream<SourceID>.Continuation

        init() { (stream, continuation) = AsyncStream.makeStream(of: SourceID.self) }

        func add(_ source: SourceID) { continuation.yield(source) }
    }

    /// Waits until all looks are noted, and it sleeps until the plan's next instant.
    private func asleep(
        _ loop: PollLoop<ManualClock>,
        _ clock: ManualClock,
        sources: Int
    ) async throws -> Timestamp {
        while loop.ask({ plan in (0..<sources).contains { plan.status(of: SourceID($0))?.cause == .looking } }) {
            await Task.yield()
        }
        let wakeUp = try #require(loop.ask { $0.wakeUp })
        while clock.deadlines != [wakeUp] { await Task.yield() }
        return wakeUp
    }

    @Test("it sleeps until a feed is due, looks, and sleeps again", .timeLimit(.minutes(1)))
    func sleeps() async throws {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock, sources: 3)
        let polls = Looks()
        let running = Task {
            await loop.run {
                polls.add($0)
                return .success
            }
        }
        var seen = polls.stream.makeAsyncIterator()
        for _ in 0..<3 { _ = await seen.next() }
        for _ in 0..<40 {
            let wakeUp = try await asleep(loop, clock, sources: 3)
            #expect(wakeUp > clock.timestamp)
            clock.advance(by: wakeUp - clock.timestamp)
            let source = try #require(await seen.next())
            #expect(loop.ask { $0.status(of: source) }.map { $0.due >= wakeUp } ?? false)
        }
        running.cancel()
        await running.value
        #expect(clock.deadlines.isEmpty)
    }

    @Test("a feed that is added while it sleeps is looked at, one that is taken out is not", .timeLimit(.minutes(1)))
    func changes() async {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock)
        let polls = Looks()
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
        await clock.untilSomebodySleeps()
        clock.advance(by: 3600)
        #expect(await seen.next() == SourceID(8))
        #expect(loop.ask { $0.count } == 1)
        running.cancel()
        await running.value
    }

    @Test("no more looks at once than the plan allows, and the end waits for them", .timeLimit(.minutes(1)))
    func bound() async {
        let clock = ManualClock(start: Self.start)
        let loop = Self.loop(clock, limits: PollLimits(pollsAtOnce: 4), sources: 100)
        let counts = Mutex((running: 0, most: 0, all: 0))
        let running = Task {
            await loop.run { _ in
                counts.withLock { $0 = ($0.running + 1, max($0.most, $0.running + 1), $0.all + 1) }
                for _ in 0..<10 { await Task.yield() }
                counts.withLock { $0.running -= 1 }
                return .success
            }
        }
        while counts.withLock({ $0.all }) < 100 { await Task.yield() }
        running.cancel()
        await running.value
        let (left, most, all) = counts.withLock { $0 }
        #expect(left == 0 && all == 100)
        #expect(most <= 4)
    }

    @Test("cancelled in the middle of looks, it ends when they have", .timeLimit(.minutes(1)))
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
                return .refused()
            }
        }
        while begun.withLock({ $0 }) < 10 { await Task.yield() }
        running.cancel()
        await running.value
        #expect(ended.withLock { $0 } == 10)
        // What was given up tells nothing of the hosts.
        #expect(loop.ask { plan in (0..<10).allSatisfy { plan.status(of: SourceID($0))?.failures == 0 } })
    }
}
