import Foundation
public import Market

#if canImport(Glibc)
    import Glibc
#endif

/// A program that runs in the background, without a shell, terminal, input or output. It keeps running when launchtop
/// exits.
public enum BackgroundProgram {
    /// Starts a program without waiting for it.
    ///
    /// - Parameters:
    ///   - arguments: The program's name, which is looked up in `PATH`, or its absolute path, followed by its
    ///     arguments.
    ///   - failed: A closure that is called on another thread with text such as "exit code 3" or "signal 9" if the
    ///     program doesn't end successfully.
    /// - Throws: The system error if the program can't be started.
    public static func start(
        _ arguments: [String],
        environment: [String: String],
        failed: @escaping @Sendable (String) -> Void
    ) throws(SystemError) {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { throw .last }
        defer { close(nothing) }
        var child: pid_t = 0
        let code = ChildProcess.spawn(
            &child,
            arguments,
            environment,
            descriptors: [nothing, nothing, nothing],
            isOwnGroup: true
        )
        guard code == 0 else { throw SystemError(number: code) }
        let started = child
        Thread.detachNewThread {
            let status = ChildProcess.wait(for: started)
            if status != 0 { failed(ChildProcess.description(ofStatus: status)) }
        }
    }
}
