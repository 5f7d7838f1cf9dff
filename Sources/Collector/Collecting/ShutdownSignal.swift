import Foundation
import Synchronization

/// Waits for a signal that requests a shutdown.
package struct ShutdownSignal {
    /// The first signal.
    package let number: Int32
    /// The handlers, which make a second signal end the process immediately. Keep them during the shutdown.
    private let sources: [any DispatchSourceSignal]

    /// Blocks this thread until a signal arrives.
    package static func wait() -> ShutdownSignal {
        let queue = DispatchQueue(label: "signals")
        let done = DispatchSemaphore(value: 0)
        let received = ReceivedSignal()
        let sources = [SIGTERM, SIGINT, SIGHUP].map { number -> any DispatchSourceSignal in
            // The default action would end the process in the middle of a write.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if received.note(number, at: .now), number != SIGHUP {
                    // A second request ends the process without waiting for the disk.
                    _ = signal(number, SIG_DFL)
                    kill(getpid(), number)
                }
                done.signal()
            }
            source.resume()
            return source
        }
        done.wait()
        return ShutdownSignal(number: received.number, sources: sources)
    }

    /// Removes the handlers.
    package func cancel() { for source in sources { source.cancel() } }
}

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
