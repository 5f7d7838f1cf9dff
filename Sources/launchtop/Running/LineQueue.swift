import Dispatch
import Synchronization

/// Lines that are written one after another by a thread of their own, so that nobody who has something to say waits for
/// whoever reads it. Lines that come while too many wait are dropped and counted.
final class LineQueue: Sendable {
    private struct State {
        var waiting = 0
        var dropped = 0
    }

    private let limit: Int
    private let queue = DispatchQueue(label: "launchtop.lines")
    private let state = Mutex(State())

    /// - Parameter limit: most lines that wait.
    init(limit: Int = 1000) { self.limit = limit }

    /// Writes a line when its turn comes.
    ///
    /// - Parameter write: blocks as long as it has to. It is given how many lines before this one were dropped.
    func add(_ write: @escaping @Sendable (_ dropped: Int) -> Void) {
        let isTaken = state.withLock { state in
            guard state.waiting < limit else {
                state.dropped += 1
                return false
            }
            state.waiting += 1
            return true
        }
        guard isTaken else { return }
        queue.async { [self] in
            let dropped = state.withLock { state in
                defer { state.dropped = 0 }
                return state.dropped
            }
            write(dropped)
            state.withLock { $0.waiting -= 1 }
        }
    }

    /// Waits until all lines are written, or so many seconds have passed.
    ///
    /// - Returns: whether all are written.
    @discardableResult
    func finish(atMost seconds: Double) -> Bool {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        return done.wait(timeout: .now() + seconds) == .success
    }
}
