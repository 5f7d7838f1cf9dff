import Foundation
import Input
import Market

#if canImport(Glibc)
    import Glibc
#endif

/// A child process whose output this process reads. The child is killed when this value goes out of scope.
///
/// Foundation's `Process` would need threads to read two pipes at once, and writing to a closed pipe would raise
/// SIGPIPE. Here, standard error goes to an unlinked temporary file, and standard input comes from another.
struct ChildProcess: ~Copyable {
    /// The descriptor for reading standard output.
    let output: Int32
    private let errors: Int32
    private let identifier: pid_t

    /// Starts a program that is looked up in the absolute folders in `PATH`, as set in `environment`.
    ///
    /// - Parameters:
    ///   - arguments: The program's name and its arguments, without a shell.
    ///   - input: The complete standard input, which is written to a file first.
    /// - Throws: The system error.
    init(_ arguments: [String], environment: [String: String], input: [UInt8] = []) throws(SystemError) {
        let inputFile = try Self.unlinkedFile(containing: input)
        defer { close(inputFile) }
        let errorFile = try Self.unlinkedFile(containing: [])
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let error = SystemError.last
            close(errorFile)
            throw error
        }
        // Other children that start concurrently must not inherit this end of the pipe.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var child: pid_t = 0
        let code = Self.spawn(&child, arguments, environment, descriptors: [inputFile, ends[1], errorFile])
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            close(errorFile)
            throw SystemError(number: code)
        }
        output = ends[0]
        errors = errorFile
        identifier = child
    }

    deinit {
        close(output)
        close(errors)
        kill(identifier, SIGKILL)
        _ = Self.wait(for: identifier)
    }

    /// Waits for the process to exit and returns its wait status (0 is success) and its standard error.
    ///
    /// Unread output is discarded.
    consuming func finish() -> (status: Int32, errorText: String) {
        close(output)
        let status = Self.wait(for: identifier)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = pread(errors, &buffer, buffer.count, 0)
        close(errors)
        discard self
        return (status, String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self))
    }

    static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            if errno != EINTR { return -1 }
        }
        return status
    }

    /// Returns a description of a wait status: "exit code 2" or "signal 9".
    static func description(ofStatus status: Int32) -> String {
        status & 0x7F == 0 ? "exit code \(status >> 8 & 0xFF)" : "signal \(status & 0x7F)"
    }

    /// Starts a program, given by its absolute path or looked up in the absolute folders in `PATH`, as set in
    /// `environment`.
    ///
    /// - Parameters:
    ///   - descriptors: The program's standard input, output and error.
    ///   - isOwnGroup: Whether the program leads a new process group, so that its children can be killed with it.
    /// - Returns: 0, or the system's error number.
    static func spawn(
        _ child: inout pid_t,
        _ arguments: [String],
        _ environment: [String: String],
        descriptors: [Int32],
        isOwnGroup: Bool = false
    ) -> Int32 {
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        let isPath = arguments[0].hasPrefix("/")
        let candidates: [String] = isPath ? [arguments[0]] : folders.map { "\($0)/\(arguments[0])" }
        guard let program: String = candidates.first(where: { access($0, X_OK) == 0 }) else {
            return ENOENT
        }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        // The child must not inherit the signal handling of this process.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let group = isOwnGroup ? Int16(POSIX_SPAWN_SETPGROUP) : 0
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | group)
        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argumentPointers + variables { free(pointer) } }
        return posix_spawn(&child, program, &actions, &attributes, &argumentPointers, &variables)
    }

    /// Creates a temporary file with the given contents, positioned at its beginning. The file is unlinked, so it
    /// disappears when its descriptor is closed.
    private static func unlinkedFile(containing bytes: [UInt8]) throws(SystemError) -> Int32 {
        let folder = FileManager.default.temporaryDirectory.path
        var name = Array("\(folder)/launchtop-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { throw .last }
        unlink(name)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = SystemError.last
                close(file)
                throw error
            }
            written += count
        }
        lseek(file, 0, SEEK_SET)
        return file
    }
}
