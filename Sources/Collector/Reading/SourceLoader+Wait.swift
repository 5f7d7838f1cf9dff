import Dispatch
import Synchronization

extension SourceLoader {
    /// Blocks this thread until asynchronous work is done, and returns its value. Call this only on the main thread,
    /// before the screen is opened.
    package static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        StartedWork(work).wait()
    }

    /// Asynchronous work that has been started, and for whose value a thread can wait.
    struct StartedWork<Value: Sendable>: Sendable {
        private let box = Box<Value>()
        private let done = DispatchSemaphore(value: 0)

        init(_ work: @escaping @Sendable () async -> Value) {
            Task { [box, done] in
                let value = await work()
                box.value.withLock { $0 = value }
                done.signal()
            }
        }

        /// Blocks this thread until the work is done, and returns its value. Call it once.
        func wait() -> Value {
            done.wait()
            guard let value = box.value.withLock({ $0 }) else {
                preconditionFailure("the work finished without a value")
            }
            return value
        }
    }

    /// Blocks this thread until asynchronous work is done or times out.
    ///
    /// - Parameters:
    ///   - seconds: Timeout in seconds; `nil` for none.
    ///   - longest: Timeout in seconds while `isBusy` returns `true`, if that is longer.
    ///   - isBusy: A closure that returns whether the work is doing something that must not be interrupted.
    package static func wait(
        atMost seconds: Double?,
        longest: Double = 0,
        while isBusy: () -> Bool = { false },
        _ work: @escaping @Sendable () async -> Void
    ) {
        let done = DispatchSemaphore(value: 0)
        Task {
            await work()
            done.signal()
        }
        guard let seconds else { return done.wait() }
        let end = DispatchTime.now() + longest
        while done.wait(timeout: .now() + seconds) == .timedOut, isBusy(), .now() < end {}
    }

    /// Blocks this thread until asynchronous work is done or times out after a number of seconds.
    ///
    /// - Returns: The value of the work, or `nil` on timeout.
    package static func value<Value: Sendable>(
        atMost seconds: Double,
        _ work: @escaping @Sendable () async -> Value
    ) -> Value? {
        let box = Box<Value>()
        wait(atMost: seconds) {
            let value = await work()
            box.value.withLock { $0 = value }
        }
        return box.value.withLock { $0 }
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
