import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A private tmux server with one window that runs a program, used as a terminal whose screen tests can read.
public final class Tmux {
    private let folder: TemporaryFolder

    /// Whether tmux is installed; `make test-deps` installs it.
    public static let isPresent = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    public static let notice = "tmux is not installed; run make test-deps"

    /// Starts a shell command in a window of the given size.
    public init(_ command: String, columns: Int, rows: Int, environment: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        var settings = environment
        settings["XDG_DATA_HOME"] = folder.url.path
        settings["XDG_CONFIG_HOME"] = folder.url.path
        settings["XDG_STATE_HOME"] = folder.url.path
        settings["LAUNCHTOP_DATA"] = Fixtures.repository.appendingPathComponent("Data").path
        let variables = settings.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        try run(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + variables + [command])
        try run(["set", "-g", "status", "off"])
        try run(["set", "-g", "remain-on-exit", "on"])
        // Otherwise the mode keys depend on the user's editor.
        try run(["set", "-g", "mode-keys", "emacs"])
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    deinit { _ = try? run(["kill-server"]) }

    /// Presses keys, given by their tmux names, such as `Enter` or `C-c`.
    public func press(_ keys: String...) throws { try run(["send-keys"] + keys) }

    /// Sends a command to tmux's copy mode.
    public func inCopyMode(_ command: String...) throws { try run(["send-keys", "-X"] + command) }

    public func resize(columns: Int, rows: Int) throws {
        try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Returns the current rows of the screen.
    public func screen() throws -> [String] {
        try run(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Returns the value of a tmux format, such as `#{cursor_x}`.
    public func value(of format: String) throws -> String {
        try run(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
    }

    /// Runs a tmux command and returns its output.
    @discardableResult
    public func run(_ arguments: [String]) throws -> String {
        // Foundation's `Process` would also wait for the server, which the first command starts.
        let output = folder.url.appendingPathComponent("answer")
        var variables = ProcessInfo.processInfo.environment
        for name in ["TMUX", "STY", "XTERM_VERSION", "NO_COLOR", "COLORTERM"] { variables[name] = nil }
        variables["LC_ALL"] = "C.UTF-8"
        let command = ["/usr/bin/env", "tmux", "-f", "/dev/null", "-S", folder.url.appendingPathComponent("tmux").path]
        let words = (command + arguments).map { strdup($0) } + [nil]
        let settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        // Worker threads of a test run block signals, and a server that inherits that can't be terminated.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        guard posix_spawn(&process, command[0], &actions, &attributes, words, settings) == 0 else {
            throw CocoaError(.executableLoad)
        }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        return try String(contentsOf: output, encoding: .utf8)
    }

    /// Polls until the value of a tmux format is `answer`, with a timeout in seconds.
    ///
    /// - Returns: Whether the value was reached before the timeout.
    public func waitUntil(_ format: String, is answer: String, seconds: Double = 10) throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if try value(of: format) == answer { return true }
            usleep(20_000)
        }
        return false
    }

    /// Polls until `text` is on the screen, with a timeout in seconds.
    ///
    /// - Returns: Whether the text appeared before the timeout.
    public func waitFor(_ text: String, seconds: Double = 60) throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if try screen().contains(where: { $0.contains(text) }) { return true }
            usleep(20_000)
        }
        return false
    }
}
