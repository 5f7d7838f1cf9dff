public import Market
import Synchronization

/// A type that executes a poll plan: it sleeps until a source is due, polls it, and records the outcome.
///
/// Copies share the same plan. Sources are polled only while `run` is running.
public struct PollLoop<C: Clock>: Sendable where C.Duration == Duration {
    private final class Shared: Sendable {
        struct State {
            var plan: PollPlan
            var generator: any RandomNumberGenerator & Sendable
        }

        let state: Mutex<State>
        let changed = AsyncSignal()

        init(_ state: State) { self.state = Mutex(state) }
    }

    private let clock: C
    private let now: @Sendable () -> Timestamp
    private let shared: Shared

    /// Creates a loop.
    ///
    /// - Parameters:
    ///   - clock: The clock for sleeping.
    ///   - generator: The random number generator for the plan.
    ///   - now: A closure that returns the wall clock time for the plan. The clock may jump.
    public init(
        _ plan: PollPlan,
        clock: C,
        generator: any RandomNumberGenerator & Sendable,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.clock = clock
        self.now = now
        shared = Shared(Shared.State(plan: plan, generator: generator))
    }

    /// Adds or changes a source. This is allowed while the loop is running.
    public func set(_ source: PolledSource, as number: SourceID) {
        shared.state.withLock { $0.plan.set(source, as: number, at: now()) }
        shared.changed.signal()
    }

    /// Removes a source. This is allowed while the loop is running; a running poll of the source continues.
    public func remove(_ number: SourceID) {
        shared.state.withLock { $0.plan.remove(number, at: now()) }
        shared.changed.signal()
    }

    /// Returns a value from the plan, such as the status of a source.
    public func read<Value: Sendable>(_ body: (PollPlan) -> Value) -> Value {
        shared.state.withLock { body($0.plan) }
    }

    /// Polls sources when they are due, until the task is canceled. Returns when the last poll has ended.
    ///
    /// - Parameters:
    ///   - poll: A closure that polls a source and returns the outcome. The plan limits how many polls run
    ///     concurrently.
    ///   - recorded: A closure that is called when the plan has recorded the outcome and scheduled the next poll.
    public func run(
        _ poll: @escaping @Sendable (SourceID) async -> PollOutcome,
        recorded: @escaping @Sendable (SourceID) async -> Void = { _ in }
    ) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let time = now()
                let (actions, wakeUp) = shared.state.withLock { ($0.plan.next(at: time), $0.plan.wakeUp) }
                for case .poll(let number) in actions {
                    group.addTask {
                        let outcome = await poll(number)
                        record(Task.isCancelled ? .canceled : outcome, of: number)
                        await recorded(number)
                    }
                }
                // Sources that are already due wait for other polls to end, which sends a signal.
                await sleep(wakeUp.map { max(1, $0 - time) })
            }
            group.cancelAll()
        }
    }

    private func record(_ outcome: PollOutcome, of number: SourceID) {
        shared.state.withLock { $0.plan.record(outcome, of: number, at: now(), using: &$0.generator) }
        shared.changed.signal()
    }

    /// Sleeps until the plan changes or `seconds` seconds have passed. If `seconds` is `nil`, there is no timeout.
    private func sleep(_ seconds: Int64?) async {
        guard let seconds else { return await shared.changed.wait() }
        let (clock, changed) = (clock, shared.changed)
        await withDiscardingTaskGroup { group in
            group.addTask {
                do { try await clock.sleep(for: .seconds(seconds)) } catch { return }
                changed.signal()
            }
            await changed.wait()
            group.cancelAll()
        }
    }
}
