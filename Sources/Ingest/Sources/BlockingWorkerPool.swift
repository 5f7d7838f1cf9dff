import Foundation
import Synchronization

/// Threads for what blocks: so many at once, the others wait for their turn without a thread.
///
/// Each lane is a serial queue, which gets a thread when there is something to do and gives it back. A concurrent queue
/// would be of no use: it begins with as many threads as there are cores, and adds one a second.
final class BlockingWorkerPool: Sendable {
    /// How a wait for a lane ended.
    enum Turn: Sendable {
        case lane(DispatchQueue)
        case cancelled
        /// As many wait as may.
        case crowded
    }

    /// Most that wait at once.
    static let waitingLimit = 10_000

    private struct State {
        var free: [DispatchQueue]
        var waiting: [(number: Int, continuation: CheckedContinuation<Turn, Never>)] = []
        var count = 0
    }

    private let state: Mutex<State>

    init(count: Int) {
        let lanes = (0..<max(1, count)).map { DispatchQueue(label: "launchtop.fetch.\($0)") }
        state = Mutex(State(free: lanes))
    }

    /// Runs `work` on a lane.
    ///
    /// - Returns: `nil` and the reason where it was not run.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> (value: Value?, turn: Turn) {
        let turn = await enter()
        guard case .lane(let lane) = turn else { return (nil, turn) }
        let value = await withCheckedContinuation { continuation in
            lane.async { continuation.resume(returning: work()) }
        }
        leave(lane)
        return (value, turn)
    }

    private func enter() async -> Turn {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let turn: Turn? = state.withLock { state in
                    // Asked under the lock: a cancel before it is seen here, a later one finds who waits.
                    if Task.isCancelled { return .cancelled }
                    if let lane = state.free.popLast() { return .lane(lane) }
                    if state.waiting.count >= Self.waitingLimit { return .crowded }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let turn { continuation.resume(returning: turn) }
            }
        } onCancel: {
            let left = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).continuation }
            }
            left?.resume(returning: .cancelled)
        }
    }

    private func leave(_ lane: DispatchQueue) {
        let next: CheckedContinuation<Turn, Never>? = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.free.append(lane)
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: .lane(lane))
    }
}
