import Foundation
public import Input
public import Market

/// The versions of a file, or of the files in a folder, in the history of a git repository.
///
/// The history is read with the `git` program, without a checkout and without running commands that the repository
/// configures. See `docs/formats/containers.md`.
public struct GitHistory: Sendable {
    /// A file at a commit.
    public struct Version: Hashable, Sendable {
        /// The full commit hash.
        public var commit: String
        /// The commit time.
        public var time: Timestamp
        /// The path relative to the top of the repository. The path is untrusted.
        public var path: String
        /// The full hash of the content.
        public var blob: String
        /// The size of the content in bytes.
        public var size: Int

        /// The name used in errors: `data/2026-03-10.json@1a2b3c4`.
        public var label: String { "\(UntrustedText.sanitizedPath(path))@\(commit.prefix(7))" }
    }

    /// The maximum number of versions.
    public static let versionLimit = 1_000_000

    /// The path that was passed to the initializer.
    public let path: String
    /// Warnings about the history, such as that it's incomplete.
    public let warnings: [InputError]
    /// The folder at the path or, if there is none, the nearest existing folder above it.
    let folder: String
    /// The path relative to `folder`.
    let name: String
    let environment: [String: String]

    /// Finds the repository that contains `path`. The path may no longer exist.
    ///
    /// - Parameters:
    ///   - path: A file or a folder, or the path of one in a bare repository (`x.git/data`).
    ///   - environment: The environment (default: this process's). Only `PATH`, `HOME`, `XDG_CONFIG_HOME` and `TMPDIR`
    ///     are passed to git.
    /// - Throws: An error if git isn't installed, there is no repository, or git fails (with git's message).
    public init(
        path: String,
        environment: [String: String]? = nil
    ) throws(InputError) {
        self.path = path
        self.environment = Self.cleaned(environment ?? ProcessInfo.processInfo.environment)
        let whole = URL(fileURLWithPath: path).standardizedFileURL
        var folder = whole
        var rest: [String] = []
        var isFolder: ObjCBool = false
        while !(FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) && isFolder.boolValue),
            folder.path != "/"
        {
            rest.insert(folder.lastPathComponent, at: 0)
            folder.deleteLastPathComponent()
        }
        self.folder = folder.path
        name = rest.isEmpty ? "." : rest.joined(separator: "/")
        let output = try Self.lines(
            of: ["rev-parse", "--is-shallow-repository", "--is-inside-git-dir", "--is-bare-repository"],
            in: folder.path,
            environment: self.environment,
            origin: path
        )
        guard output.count == 3 else { throw InputError(path, "unexpected output of git rev-parse") }
        if output[1] == "true", output[2] != "true" {
            throw InputError(path, "path is inside a .git folder; use the folder above it")
        }
        warnings =
            output[0] == "true"
            ? [
                InputError(
                    path,
                    "shallow clone: older versions are missing; run git fetch --unshallow to get them"
                )
            ]
            : []
    }

    /// Runs git in a folder and returns the first 100 lines of its output.
    static func lines(
        of arguments: [String],
        in folder: String,
        environment: [String: String],
        origin: String
    ) throws(InputError) -> [String] {
        let child = try start(arguments, in: folder, environment: environment, origin: origin)
        var reader = PipeReader(child.output)
        var lines: [String] = []
        while lines.count < 100, let line = reader.bytes(upTo: 0x0A) {
            lines.append(String(decoding: line, as: UTF8.self))
        }
        try end(child, origin: origin)
        return lines
    }

    /// Starts git in a folder.
    static func start(
        _ arguments: [String],
        in folder: String,
        environment: [String: String],
        input: [UInt8] = [],
        origin: String
    ) throws(InputError) -> ChildProcess {
        do throws(SystemError) {
            let command = ["git", "-C", folder] + safetyOptions + arguments
            return try ChildProcess(command, environment: environment, input: input)
        } catch {
            if error.number == ENOENT {
                throw InputError(origin, "can't read history: git not found in PATH; install git")
            }
            throw InputError(origin, "can't read history: can't start git: \(error.message)")
        }
    }

    /// Waits for git to exit.
    ///
    /// - Throws: An error with git's message if git failed.
    static func end(_ child: consuming ChildProcess, origin: String) throws(InputError) {
        let (status, errorText) = child.finish()
        guard status != 0 else { return }
        let message = errorText.split(separator: "\n").prefix(4)
            .map { $0.hasPrefix("fatal: ") ? $0.dropFirst(7) : $0 }
            .joined(separator: " ")
        if message.hasPrefix("not a git repository") { throw InputError(origin, "not in a git repository") }
        throw InputError(
            origin,
            "git failed: \(message.isEmpty ? ChildProcess.description(ofStatus: status) : UntrustedText.sanitized(message))"
        )
    }

    /// Options that prevent the repository's configuration from running programs or accessing the network.
    private static let safetyOptions: [String] =
        ["--no-pager", "--literal-pathspecs", "--no-replace-objects"]
        + [
            "core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "log.showSignature=false",
            "log.showRoot=true", "log.follow=false", "core.alternateRefsCommand=",
        ].flatMap { ["-c", $0] }

    private static func cleaned(_ environment: [String: String]) -> [String: String] {
        var cleaned = environment.filter { ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"].contains($0.key) }
        cleaned["LC_ALL"] = "C"
        cleaned["GIT_CONFIG_NOSYSTEM"] = "1"
        cleaned["GIT_ATTR_NOSYSTEM"] = "1"
        cleaned["GIT_OPTIONAL_LOCKS"] = "0"
        cleaned["GIT_TERMINAL_PROMPT"] = "0"
        cleaned["GIT_NO_LAZY_FETCH"] = "1"
        return cleaned
    }
}
