import Synchronization

/// Which signal asked for the end, and whether somebody is asking again.
final class ReceivedSignal: Sendable {
    private struct State {
        var number: Int32?
        var since: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Within this time several signals are one request: timeout(1) signals a process and then its group.
    static let oneRequest = Duration.milliseconds(250)

    /// Notes a signal.
    ///
    /// - Returns: whether it asks for the end again, and no longer in order.
    func note(_ number: Int32, at instant: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            guard let since = state.since else {
                (state.number, state.since) = (number, instant)
                return false
            }
            return since.duration(to: instant) >= Self.oneRequest
        }
    }

    /// The first; 0 where none came.
    var number: Int32 { state.withLock { $0.number ?? 0 } }
}
