import Foundation
import Synchronization

/// A type that waits for a signal that requests a shutdown: SIGTERM, SIGINT or SIGHUP.
package struct ShutdownSignal {
    /// The signal handlers, which make a second signal end the process immediately. They stay installed during the
    /// shutdown.
    private let sources: [any DispatchSourceSignal]
    private let done = DispatchSemaphore(value: 0)
    private let received = ReceivedSignal()

    /// Installs the handlers. A signal that arrives afterwards is kept for ``wait()``.
    package init() {
        let queue = DispatchQueue(label: "signals")
        let (done, received, installed) = (done, received, DispatchSemaphore(value: 0))
        sources = [SIGTERM, SIGINT, SIGHUP].map { number -> any DispatchSourceSignal in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setRegistrationHandler { installed.signal() }
            source.setEventHandler {
                if received.note(number, at: .now), number != SIGHUP {
                    // A second request ends the process without waiting for the disk.
                    _ = signal(number, SIG_DFL)
                    kill(getpid(), number)
                }
                done.signal()
            }
            source.resume()
            // Ignoring the signal before its handler is installed would lose it. On Linux, the handler replaces the
            // default action.
            installed.wait()
            #if !os(Linux)
                signal(number, SIG_IGN)
            #endif
            return source
        }
    }

    /// Blocks this thread until a signal arrives.
    ///
    /// - Returns: The first signal.
    package func wait() -> Int32 {
        done.wait()
        return received.number
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

    /// The time within which several signals are treated as one request, because timeout(1) signals a process and then
    /// its group.
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

    /// The number of the first signal, or 0 if none was received.
    var number: Int32 { state.withLock { $0.number ?? 0 } }
}
