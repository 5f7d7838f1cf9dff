import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A program that was started to be read from. It ends with this value at the latest.
///
/// Not Foundation's `Process`: that needs threads to read two pipes at once, and a pipe's reader that goes away kills
/// by a signal. Here words on standard error go into a file without a name, and input comes from one.
struct ChildProcess: ~Copyable {
    /// Where its standard output is read.
    let output: Int32
    private let errors: Int32
    private let identifier: pid_t

    /// Starts a program that is found on the `PATH` of `environment`, in whole paths only.
    ///
    /// - Parameters:
    ///   - arguments: the program's name first. No shell sees them.
    ///   - input: what it reads, all of it; it is written to a file first.
    /// - Throws: the number of the system's error.
    init(_ arguments: [String], environment: [String: String], input: [UInt8] = []) throws(SystemError) {
        let inputFile = try Self.namelessFile(holding: input)
        defer { close(inputFile) }
        let errorFile = try Self.namelessFile(holding: [])
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let error = SystemError.last
            close(errorFile)
            throw error
        }
        // Another child that is started at this moment must not hold our end open.
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

    /// Waits for the end, and answers how it ended (0 is well) and what was said on standard error.
    ///
    /// What was not read of its output is lost.
    consuming func finish() -> (status: Int32, words: String) {
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

    /// Starts a program, given by its whole path or found on the `PATH` of `environment`, in whole paths only.
    ///
    /// - Parameters:
    ///   - descriptors: what it gets as standard input, output and error.
    ///   - isOwnGroup: whether it leads a group of processes, so that what it starts can be ended with it.
    /// - Returns: 0, or the number of the system's error.
    static func spawn(
        _ child: inout pid_t,
        _ arguments: [String],
        _ environment: [String: String],
        descriptors: [Int32],
        isOwnGroup: Bool = false
    ) -> Int32 {
        let places = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        let isPath = arguments[0].hasPrefix("/")
        let candidates: [String] = isPath ? [arguments[0]] : places.map { "\($0)/\(arguments[0])" }
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
        // What we do with signals is not the child's affair.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let group = isOwnGroup ? Int16(POSIX_SPAWN_SETPGROUP) : 0
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | group)
        var words = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        return posix_spawn(&child, program, &actions, &attributes, &words, &variables)
    }

    /// A file that is gone with its descriptor, to be read from its beginning.
    private static func namelessFile(holding bytes: [UInt8]) throws(SystemError) -> Int32 {
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

/// An error by the system's number.
struct SystemError: Error {
    let number: Int32

    static var last: SystemError { SystemError(number: errno) }

    /// "No such file or directory".
    var words: String { String(cString: strerror(number)) }
}
