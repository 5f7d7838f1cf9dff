internal import CPseudoTerminal
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that runs in a pseudo-terminal. Tests can type keys, read the program's output, and compare the terminal's
/// modes.
public final class PseudoTerminal {
    private var master: Int32
    private let slave: Int32
    private let process: pid_t
    /// The process id of the program.
    public var processNumber: Int32 { process }
    private let home: TemporaryFolder
    /// The bytes read from the program so far.
    public private(set) var output: [UInt8] = []
    private var status: Int32?

    public struct Failure: Error {
        public let step: String
    }

    /// Starts a program in a new pseudo-terminal.
    public init(
        _ arguments: [String],
        columns: UInt16 = 80,
        rows: UInt16 = 24,
        environment: [String: String] = [:]
    ) throws {
        var variables = ProcessInfo.processInfo.environment
        variables["TERM"] = "xterm-256color"
        variables["LC_ALL"] = "C.UTF-8"
        // The environment of the test run may request other colors or name another terminal.
        for name in ["NO_COLOR", "COLORTERM", "XTERM_VERSION", "STY", "TMUX"] { variables[name] = nil }
        // Don't use the archive and the settings of the user who runs the tests.
        home = try TemporaryFolder()
        variables["XDG_DATA_HOME"] = home.url.path
        variables["XDG_CONFIG_HOME"] = home.url.path
        variables["XDG_STATE_HOME"] = home.url.path
        variables["LAUNCHTOP_DATA"] = Fixtures.repository.appendingPathComponent("Data").path
        variables.merge(environment) { $1 }
        let words = arguments.map { strdup($0) } + [nil]
        let settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard pseudo_terminal_open(columns, rows, &ends.master, &ends.slave) == 0 else {
            throw Failure(step: "open a pseudo terminal")
        }
        (master, slave) = ends
        modesBefore = Self.modes(of: ends.slave)
        let started = pseudo_terminal_start(arguments[0], words, settings, ends.slave)
        process = started
        guard started > 0 else { throw Failure(step: "start \(arguments[0]) in a pseudo terminal") }
    }

    deinit {
        // A process id below 1 would signal other processes.
        if status == nil, process > 0 {
            kill(process, SIGKILL)
            var ended: Int32 = 0
            waitpid(process, &ended, 0)
        }
        close(slave)
        if master >= 0 { close(master) }
    }

    /// The terminal's current modes and control characters.
    public var modes: [UInt32] { Self.modes(of: slave) }

    /// The terminal's modes and control characters before the program was started.
    public let modesBefore: [UInt32]

    private static func modes(of terminal: Int32) -> [UInt32] {
        var mode = termios()
        tcgetattr(terminal, &mode)
        let characters = withUnsafeBytes(of: mode.c_cc) { $0.map { UInt32($0) } }
        return [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag].map { UInt32($0) } + characters
    }

    /// The output read from the program so far, decoded as UTF-8.
    public var text: String { String(decoding: output, as: UTF8.self) }

    /// Closes the terminal, as a lost connection does.
    public func hangUp() {
        close(master)
        master = -1
    }

    public func resize(columns: UInt16, rows: UInt16) { pseudo_terminal_resize(master, columns, rows) }

    public func type(_ text: String) { _ = text.withCString { write(master, $0, strlen($0)) } }

    /// Sends bytes to the program as terminal input.
    public func send(_ bytes: [UInt8]) { _ = write(master, bytes, bytes.count) }

    /// Types a text, and then reads the output that is available, so that a full buffer doesn't block the program.
    public func typeAndRead(_ text: String) {
        type(text)
        while read(milliseconds: 0) {}
    }

    public func signal(_ number: Int32) { kill(process, number) }

    /// Reads until the output contains a text, the program has ended, or the timeout passes.
    ///
    /// - Parameters:
    ///   - mark: The number of bytes of output to skip.
    ///   - seconds: The timeout.
    /// - Returns: Whether the text appeared.
    @discardableResult
    public func waitFor(_ text: String, after mark: Int = 0, seconds: Double = 60) -> Bool {
        let wanted = Array(text.utf8)
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if contains(wanted, from: mark) { return true }
            guard read(milliseconds: 50) || status == nil else { break }
        }
        return contains(wanted, from: mark)
    }

    /// Waits for output, and reads until none has arrived for a number of milliseconds.
    ///
    /// - Parameter patience: The timeout for the first byte, in seconds.
    /// - Returns: The time to the last byte in seconds, and the number of bytes.
    public func reaction(quiet milliseconds: Int32, patience: Double = 5) -> (seconds: Double, bytes: Int) {
        let clock = ContinuousClock()
        let (start, mark) = (clock.now, output.count)
        var last = start
        while true {
            let wait = output.count > mark ? milliseconds : Int32(patience * 1000)
            guard read(milliseconds: wait) else { return (start.duration(to: last) / .seconds(1), output.count - mark) }
            last = clock.now
        }
    }

    /// Reads until no output has arrived for a number of milliseconds.
    public func settle(milliseconds: Int32 = 80) { while read(milliseconds: milliseconds) {} }

    /// Types a key repeatedly without reading output, until the terminal accepts no more output from the program.
    ///
    /// - Returns: Whether this happened before the timeout in seconds.
    public func fill(typing key: String, seconds: Double = 20) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            var room = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
            if poll(&room, 1, 50) == 0 { return true }
            type(key)
            // Type slowly enough for the program to draw a frame after each key.
            usleep(5000)
        }
        return false
    }

    /// Waits for the program to exit.
    ///
    /// - Parameters:
    ///   - seconds: The timeout.
    ///   - reads: The maximum number of bytes to read every 20 ms, or 0 to read nothing.
    /// - Returns: The exit code, 128 plus the signal number if a signal ended the program, or `nil` after the timeout.
    public func waitForEnd(seconds: Double = 60, reads: Int = 65_536) -> Int32? {
        let end = Date().addingTimeInterval(seconds)
        let isSlow = reads < 65_536
        while Date() < end {
            if reads > 0 { _ = read(milliseconds: isSlow ? 0 : 20, atMost: reads) }
            if isSlow { usleep(reads > 0 ? 20_000 : 1000) }
            var raw: Int32 = 0
            if waitpid(process, &raw, WNOHANG) == process {
                let ended = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
                status = ended
                // The kernel passes on the last output with a delay, which is longer on a busy machine.
                for _ in 0..<(isSlow ? 15 : 5) where reads > 0 {
                    settle(milliseconds: 20)
                    usleep(10_000)
                }
                return ended
            }
        }
        return nil
    }

    /// Waits for output and appends what is available to ``output``.
    ///
    /// - Returns: Whether output arrived before the timeout.
    private func read(milliseconds: Int32, atMost limit: Int = 65_536) -> Bool {
        guard master >= 0 else {
            usleep(UInt32(milliseconds) * 1000)
            return false
        }
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0, ready.revents & Int16(POLLIN) != 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = takeBytes(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        output += bytes[..<count]
        return true
    }

    private func contains(_ wanted: [UInt8], from mark: Int) -> Bool {
        guard output.count - mark >= wanted.count else { return false }
        return (mark...(output.count - wanted.count)).contains {
            output[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }
}

/// Calls the system function `read`, which a method of the same name hides inside `PseudoTerminal`.
private func takeBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
