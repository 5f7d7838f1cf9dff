import Foundation
import Input
import Market
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A type that runs short programs one at a time, without a shell, terminal or input, and with a timeout.
public final class CommandRunner: Sendable {
    /// The result of running a program.
    public enum Outcome: Hashable, Sendable {
        /// The program exited with this wait status (0 is success); `output` is the beginning of its output.
        case exited(status: Int32, output: String)
        /// The program and its children were killed because they exceeded the timeout, in seconds.
        case timedOut(seconds: Int)
        /// The program and its children were killed because they wrote more than this number of bytes.
        case wroteTooMuch(limit: Int)
        /// The program couldn't be started, for the given reason.
        case failedToStart(String)
        case canceled
    }

    /// The maximum number of bytes of output to return.
    static let keptOutputLimit = 1000
    /// The number of bytes of output above which the program is killed.
    static let outputLimit = 1 << 20

    private let workers = BlockingWorkerPool(count: 1)

    public init() {}

    /// Runs a program and waits for it to exit. Waiting for earlier programs doesn't block a thread.
    ///
    /// - Parameters:
    ///   - arguments: The program's name, which is looked up in `PATH`, or its absolute path, followed by its
    ///     arguments.
    ///   - timeout: The number of seconds after which the program and its children are killed.
    public func run(
        _ arguments: [String],
        environment: [String: String],
        timeout: Int
    ) async -> Outcome {
        let stop = StopFlag()
        return await withTaskCancellationHandler {
            let (outcome, _) = await workers.run { Self.run(arguments, environment, timeout: timeout, stop: stop) }
            return outcome ?? .canceled
        } onCancel: {
            stop.isSet.withLock { $0 = true }
        }
    }

    private final class StopFlag: Sendable {
        let isSet = Mutex(false)
    }

    private static func run(_ arguments: [String], _ environment: [String: String], timeout: Int, stop: StopFlag)
        -> Outcome
    {
        guard !arguments.isEmpty, !arguments.contains(where: { $0.utf8.contains(0) }) else {
            return .failedToStart("an argument contains a NUL byte")
        }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        var ends: [Int32] = [-1, -1]
        guard nothing >= 0, pipe(&ends) == 0 else { return .failedToStart(SystemError.last.message) }
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
        guard code == 0 else { return .failedToStart(SystemError(number: code).message) }
        return wait(for: child, output: ends[0], timeout: timeout, stop: stop)
    }

    private static func wait(for child: pid_t, output: Int32, timeout: Int, stop: StopFlag) -> Outcome {
        let end = ContinuousClock.now + .seconds(timeout)
        var collected: [UInt8] = []
        var count = 0
        var isOpen = true
        while true {
            if isOpen { isOpen = take(from: output, into: &collected, count: &count) } else { usleep(20_000) }
            var status: Int32 = 0
            let exited = waitpid(child, &status, WNOHANG)
            if exited == child || (exited < 0 && errno != EINTR) {
                // Read the last output. Children of the program may keep running.
                if isOpen { _ = take(from: output, into: &collected, count: &count) }
                let text = String(decoding: collected, as: UTF8.self)
                return .exited(status: status, output: text.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            let isCanceled = stop.isSet.withLock { $0 }
            guard ContinuousClock.now >= end || isCanceled || count > outputLimit else { continue }
            kill(-child, SIGKILL)
            _ = ChildProcess.wait(for: child)
            if isCanceled { return .canceled }
            return count > outputLimit ? .wroteTooMuch(limit: outputLimit) : .timedOut(seconds: timeout)
        }
    }

    /// Reads available output, waiting up to 20 milliseconds, and returns whether there may be more.
    private static func take(from output: Int32, into collected: inout [UInt8], count: inout Int) -> Bool {
        var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 20) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let got = read(output, &buffer, buffer.count)
        if got < 0 { return errno == EINTR }
        collected += buffer.prefix(min(got, keptOutputLimit - collected.count))
        count += got
        return got > 0
    }
}
