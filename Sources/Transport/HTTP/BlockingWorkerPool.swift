import Foundation
import Synchronization

/// A type that runs blocking work on a limited number of threads. Work that waits for a free worker doesn't block a
/// thread.
///
/// Each worker is a serial queue, which uses a thread only while it has work. A concurrent queue doesn't work here: it
/// starts with one thread per core and adds one per second.
final class BlockingWorkerPool: Sendable {
    /// The result of waiting for a worker.
    enum Admission: Sendable {
        case worker(DispatchQueue)
        case canceled
        /// The waiting list is full.
        case queueFull
    }

    /// The maximum length of the waiting list.
    static let waitingLimit = 10_000

    private struct State {
        var free: [DispatchQueue]
        var waiting: [(number: Int, continuation: CheckedContinuation<Admission, Never>)] = []
        var count = 0
    }

    private let state: Mutex<State>

    init(count: Int) {
        let workers = (0..<max(1, count)).map { DispatchQueue(label: "launchtop.fetch.\($0)") }
        state = Mutex(State(free: workers))
    }

    /// Runs `work` on a worker.
    ///
    /// - Returns: The result of `work`, or `nil` with the reason why it didn't run.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> (value: Value?, admission: Admission) {
        let admission = await enter()
        guard case .worker(let worker) = admission else { return (nil, admission) }
        let value = await withCheckedContinuation { continuation in
            worker.async { continuation.resume(returning: work()) }
        }
        leave(worker)
        return (value, admission)
    }

    private func enter() async -> Admission {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let admission: Admission? = state.withLock { state in
                    // Checked under the lock: an earlier cancellation is seen here, a later one finds the waiting
                    // entry.
                    if Task.isCancelled { return .canceled }
                    if let worker = state.free.popLast() { return .worker(worker) }
                    if state.waiting.count >= Self.waitingLimit { return .queueFull }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let admission { continuation.resume(returning: admission) }
            }
        } onCancel: {
            let canceled = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).continuation }
            }
            canceled?.resume(returning: .canceled)
        }
    }

    private func leave(_ worker: DispatchQueue) {
        let next: CheckedContinuation<Admission, Never>? = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.free.append(worker)
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: .worker(worker))
    }
}
