import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Runs short programs, one at a time: no shell, no terminal, nothing to read, an end in time.
public final class CommandRunner: Sendable {
    /// How a program ended.
    public enum Outcome: Hashable, Sendable {
        /// 0 is well; and the beginning of what it said.
        case ended(status: Int32, words: String)
        /// It, and what it had started, was ended from here after so many seconds.
        case tookTooLong(seconds: Int)
        /// Why it could not be started.
        case notStarted(String)
        /// Given up from here.
        case cancelled
    }

    /// Most bytes of what a program says that are kept; and most that are read, before it is ended.
    static let wordLimit = 1000
    static let outputLimit = 1 << 20

    private let lanes = BlockingWorkerPool(count: 1)

    public init() {}

    /// Runs a program and waits for its end, without holding a thread while others run.
    ///
    /// - Parameters:
    ///   - arguments: the program's name, found on the `PATH`, or its whole path; then what it is told.
    ///   - patience: seconds after which it is ended, with all that it started.
    public func run(
        _ arguments: [String],
        environment: [String: String],
        patience: Int
    ) async -> Outcome {
        let stop = Stop()
        return await withTaskCancellationHandler {
            let (outcome, _) = await lanes.run { Self.run(arguments, environment, patience: patience, stop: stop) }
            return outcome ?? .cancelled
        } onCancel: {
            stop.isAsked.withLock { $0 = true }
        }
    }

    private final class Stop: Sendable {
        let isAsked = Mutex(false)
    }

    private static func run(_ arguments: [String], _ environment: [String: String], patience: Int, stop: Stop)
        -> Outcome
    {
        guard !arguments.isEmpty, !arguments.contains(where: { $0.utf8.contains(0) }) else {
            return .notStarted("its arguments hold a zero byte")
        }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        var ends: [Int32] = [-1, -1]
        guard nothing >= 0, pipe(&ends) == 0 else { return .notStarted(SystemError.last.words) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var child: pid_t = 0
        let code = ChildProcess.spawn(
            &child,
            arguments,
            environment,
            descriptors: [nothing, ends[1], ends[1]],
            isOwnGroup: true
        )
        close(nothing)
        close(ends[1])
        defer { close(ends[0]) }
        guard code == 0 else { return .notStarted(SystemError(number: code).words) }
        return wait(for: child, output: ends[0], patience: patience, stop: stop)
    }

    private static func wait(for child: pid_t, output: Int32, patience: Int, stop: Stop) -> Outcome {
        let end = ContinuousClock.now + .seconds(patience)
        var said: [UInt8] = []
        var count = 0
        var isOpen = true
        while true {
            if isOpen { isOpen = take(from: output, into: &said, count: &count) } else { usleep(20_000) }
            var status: Int32 = 0
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child || (ended < 0 && errno != EINTR) {
                // What it said last; what it has started may go on.
                if isOpen { _ = take(from: output, into: &said, count: &count) }
                let words = String(decoding: said, as: UTF8.self)
                return .ended(status: status, words: words.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            let isCancelled = stop.isAsked.withLock { $0 }
            guard ContinuousClock.now >= end || isCancelled || count > outputLimit else { continue }
            kill(-child, SIGKILL)
            _ = ChildProcess.wait(for: child)
            return isCancelled ? .cancelled : .tookTooLong(seconds: patience)
        }
    }

    /// Reads what is there, after at most 20 milliseconds.
    ///
    /// - Returns: whether there may be more.
    private static func take(from output: Int32, into said: inout [UInt8], count: inout Int) -> Bool {
        var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 20) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let got = read(output, &buffer, buffer.count)
        if got < 0 { return errno == EINTR }
        said += buffer.prefix(min(got, wordLimit - said.count))
        count += got
        return got > 0
    }
}
