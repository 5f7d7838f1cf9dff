public import Foundation

/// The `launchtop` executable, run as a user would run it.
public enum Program {
    /// The result of a run: exit code, standard output and standard error.
    public struct Outcome: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String
    }

    /// The path of the `launchtop` executable built together with the running tests.
    public static var path: String { path(of: "launchtop") }

    /// The path of a library that shifts the wall clock of a program started with the library in `LD_PRELOAD`. The
    /// shift is the number of seconds in the file named by `WALL_CLOCK_OFFSET`.
    public static var clockShim: String { path(of: "libclock-shim.so") }

    /// Returns the path of a product of this package built together with the running tests; traps if it is missing.
    public static func path(of name: String) -> String {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
        let candidates = [folder, Bundle.main.bundleURL].map { $0.appendingPathComponent(name).path }
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            preconditionFailure("\(name) is missing in \(folder.path)")
        }
        return found
    }

    /// Runs `launchtop` without a terminal and waits for it to exit.
    ///
    /// - Parameters:
    ///   - home: The folder with the archive, the settings and the state (default: a new, empty folder).
    ///   - current: The current folder of the program (default: that of the tests).
    ///   - environment: Variables to add to the environment of the tests.
    public static func run(
        _ arguments: [String],
        input: String = "",
        home: URL? = nil,
        in current: URL? = nil,
        environment added: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        if let current { process.currentDirectoryURL = current }
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["LAUNCHTOP_DATA"] = Fixtures.repository.appendingPathComponent("Data").path
        let folder = try TemporaryFolder()
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            environment[variable] = (home ?? folder.url).path
        }
        process.environment = environment.merging(added) { $1 }
        let (output, errors) = (folder.url.appendingPathComponent("out"), folder.url.appendingPathComponent("err"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8)
        )
    }
}
