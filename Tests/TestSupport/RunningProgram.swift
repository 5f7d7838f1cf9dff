public import Foundation

/// A `launchtop` process that runs until it is terminated. Tests can read its log while it runs.
public final class RunningProgram {
    private let process = Process()
    private let log: URL
    private let errors: URL

    /// Starts `launchtop`.
    ///
    /// - Parameter folder: The folder for the settings, the archive and the log.
    public init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
        log = folder.appendingPathComponent("log")
        errors = folder.appendingPathComponent("errors")
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = arguments + ["--log", log.path]
        var all = ProcessInfo.processInfo.environment
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] { all[variable] = folder.path }
        all["LAUNCHTOP_DATA"] = Fixtures.repository.appendingPathComponent("Data").path
        process.environment = all.merging(environment) { $1 }
        try Data().write(to: errors)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// The lines of the log written so far.
    public var lines: [String] {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The standard error output of the process so far.
    public var errorText: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// Waits until `count` lines of the log contain `words`, with a timeout of a minute. The wait doesn't block the
    /// thread, because servers in the test process need one.
    ///
    /// - Returns: Whether the lines appeared before the timeout.
    public func waits(for words: String, count: Int = 1) async -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while lines.count(where: { $0.contains(words) }) < count {
            guard ContinuousClock.now < end else { return false }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return true
    }

    /// Sends a signal and waits for the process to exit.
    ///
    /// - Returns: The exit code, or the number of the signal that ended the process.
    public func end(with signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
