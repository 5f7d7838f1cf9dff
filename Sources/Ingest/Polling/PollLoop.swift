public import Market
import Synchronization

/// Acts on a plan: sleeps until something is due, looks, and notes how it ended.
///
/// Copies share one plan. Nothing happens, and nothing is awake, but inside `run`.
public struct PollLoop<C: Clock>: Sendable where C.Duration == Duration {
    private final class Desk: Sendable {
        struct State {
            var plan: PollPlan
            var generator: any RandomNumberGenerator & Sendable
        }

        let state: Mutex<State>
        let bell = AsyncSignal()

        init(_ state: State) { self.state = Mutex(state) }
    }

    private let clock: C
    private let now: @Sendable () -> Timestamp
    private let desk: Desk

    /// - Parameters:
    ///   - clock: what is slept by.
    ///   - generator: decides the plan's chances.
    ///   - now: what the plan is told the time by. It may jump; the plan knows what to do then.
    public init(
        _ plan: PollPlan,
        clock: C,
        generator: any RandomNumberGenerator & Sendable,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.clock = clock
        self.now = now
        desk = Desk(Desk.State(plan: plan, generator: generator))
    }

    /// Adds or changes a feed, also while the loop runs.
    public func set(_ source: PolledSource, as number: SourceID) {
        desk.state.withLock { $0.plan.set(source, as: number, at: now()) }
        desk.bell.ring()
    }

    /// Takes a feed out, also while the loop runs. A look at it that is under way goes on to its end.
    public func remove(_ number: SourceID) {
        desk.state.withLock { $0.plan.remove(number, at: now()) }
        desk.bell.ring()
    }

    /// Asks the plan something, such as how it stands with a feed.
    public func ask<Answer: Sendable>(_ question: (PollPlan) -> Answer) -> Answer {
        desk.state.withLock { question($0.plan) }
    }

    /// Looks at feeds when they are due, until the task is cancelled. Ends when the last look has.
    ///
    /// - Parameters:
    ///   - look: looks at a feed and says how it ended. As many run at once as the plan's limits allow.
    ///   - noted: called when the plan knows of it, and of when the next look is.
    public func run(
        _ poll: @escaping @Sendable (SourceID) async -> PollOutcome,
        noted: @escaping @Sendable (SourceID) async -> Void = { _ in }
    ) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let time = now()
                let (actions, wakeUp) = desk.state.withLock { ($0.plan.next(at: time), $0.plan.wakeUp) }
                for case .poll(let number) in actions {
                    group.addTask {
                        let outcome = await poll(number)
                        note(Task.isCancelled ? .abandoned : outcome, of: number)
                        await noted(number)
                    }
                }
                // What is due already waits for something else than time, and the bell tells of that.
                await rest(wakeUp.map { max(1, $0 - time) })
            }
            group.cancelAll()
        }
    }

    private func note(_ outcome: PollOutcome, of number: SourceID) {
        desk.state.withLock { $0.plan.note(outcome, of: number, at: now(), using: &$0.generator) }
        desk.bell.ring()
    }

    /// Waits so many seconds, or until the bell rings.
    private func rest(_ seconds: Int64?) async {
        guard let seconds else { return await desk.bell.wait() }
        let (clock, bell) = (clock, desk.bell)
        await withDiscardingTaskGroup { group in
            group.addTask {
                do { try await clock.sleep(for: .seconds(seconds)) } catch { return }
                bell.ring()
            }
            await bell.wait()
            group.cancelAll()
        }
    }
}
