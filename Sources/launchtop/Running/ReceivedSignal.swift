import Synchronization

/// The first signal that requested a shutdown, and whether another one followed.
final class ReceivedSignal: Sendable {
    private struct State {
        var number: Int32?
        var since: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Signals within this time count as one request, because timeout(1) signals a process and then its group.
    static let oneRequest = Duration.milliseconds(250)

    /// Records a signal.
    ///
    /// - Returns: Whether this is a second request, which ends the process immediately.
    func note(_ number: Int32, at instant: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            guard let since = state.since else {
                (state.number, state.since) = (number, instant)
                return false
            }
            return since.duration(to: instant) >= Self.oneRequest
        }
    }

    /// The first signal, or 0 if none was received.
    var number: Int32 { state.withLock { $0.number ?? 0 } }
}
