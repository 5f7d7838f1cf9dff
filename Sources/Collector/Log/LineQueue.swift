import Dispatch
import Synchronization

/// A queue that writes lines on a separate thread, so that the caller never blocks. If the queue is full, lines are
/// dropped and counted.
final class LineQueue: Sendable {
    private struct State {
        var waiting = 0
        var dropped = 0
    }

    private let limit: Int
    private let queue = DispatchQueue(label: "launchtop.lines")
    private let state = Mutex(State())

    /// Creates an empty queue.
    ///
    /// - Parameter limit: Maximum number of waiting lines.
    init(limit: Int = 1000) { self.limit = limit }

    /// Adds a line, or drops it if the queue is full.
    ///
    /// - Parameter write: A closure that writes the line, and may block. It receives the number of lines dropped since
    ///   the previous written line.
    func add(_ write: @escaping @Sendable (_ dropped: Int) -> Void) {
        let isAccepted = state.withLock { state in
            guard state.waiting < limit else {
                state.dropped += 1
                return false
            }
            state.waiting += 1
            return true
        }
        guard isAccepted else { return }
        queue.async { [self] in
            let dropped = state.withLock { state in
                defer { state.dropped = 0 }
                return state.dropped
            }
            write(dropped)
            state.withLock { $0.waiting -= 1 }
        }
    }

    /// Waits until all lines are written, up to a timeout in seconds.
    ///
    /// - Returns: Whether all lines were written.
    @discardableResult
    func finish(atMost seconds: Double) -> Bool {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        return done.wait(timeout: .now() + seconds) == .success
    }
}
