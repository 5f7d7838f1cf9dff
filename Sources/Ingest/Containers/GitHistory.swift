import Foundation
public import Market

/// Every version of a file, or of the files in a folder, in the history of a git repository: without a checkout,
/// through the `git` program, and without running anything that the repository names.
///
/// Described in `docs/formats/containers.md`.
public struct GitHistory: Sendable {
    /// A file as a commit left it.
    public struct Version: Hashable, Sendable {
        /// The commit's full name, in hexadecimal digits.
        public var commit: String
        /// When it was committed.
        public var time: Timestamp
        /// From the top of the repository. Untrusted.
        public var path: String
        /// The content's full name, in hexadecimal digits.
        public var blob: String
        /// In bytes.
        public var size: Int

        /// `data/2026-03-10.json@1a2b3c4`, as errors name it.
        public var label: String { "\(UntrustedText.label(path))@\(commit.prefix(7))" }
    }

    /// Most versions that are read.
    public static let versionLimit = 1_000_000

    /// As it was told.
    public let path: String
    /// What is to be known of the history: that it is cut.
    public let warnings: [IngestError]
    /// The nearest folder that there is, and the way from it.
    let folder: String
    let name: String
    let environment: [String: String]

    /// Finds the repository that `path` is in. The path itself need not be there any more.
    ///
    /// - Parameters:
    ///   - path: a file, a folder, or a repository without files (`x.git`) and what is in it.
    ///   - environment: this program's own where `nil`; of it `PATH`, `HOME`, `XDG_CONFIG_HOME` and `TMPDIR` are given to git, and nothing else.
    /// - Throws: where there is no git, no repository, or git refuses it; in git's words.
    public init(
        path: String,
        environment: [String: String]? = nil
    ) throws(IngestError) {
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
        let answer = try Self.lines(
            of: ["rev-parse", "--is-shallow-repository", "--is-inside-git-dir", "--is-bare-repository"],
            in: folder.path,
            environment: self.environment,
            origin: path
        )
        guard answer.count == 3 else { throw IngestError(path, "git does not say what repository it is in") }
        if answer[1] == "true", answer[2] != "true" {
            throw IngestError(path, "is inside the folder in which git keeps its own; name the one above it")
        }
        warnings =
            answer[0] == "true"
            ? [
                IngestError(
                    path,
                    "the repository is a shallow clone: its history is cut, and older versions are missing"
                )
            ]
            : []
    }

    /// Runs git for a few lines.
    static func lines(
        of arguments: [String],
        in folder: String,
        environment: [String: String],
        origin: String
    ) throws(IngestError) -> [String] {
        let child = try start(arguments, in: folder, environment: environment, origin: origin)
        var reader = PipeReader(child.output)
        var lines: [String] = []
        while lines.count < 100, let line = reader.bytes(upTo: 0x0A) {
            lines.append(String(decoding: line, as: UTF8.self))
        }
        try end(child, origin: origin)
        return lines
    }

    /// Starts git in the folder.
    static func start(
        _ arguments: [String],
        in folder: String,
        environment: [String: String],
        input: [UInt8] = [],
        origin: String
    ) throws(IngestError) -> ChildProcess {
        do throws(SystemError) {
            return try ChildProcess(["git", "-C", folder] + guards + arguments, environment: environment, input: input)
        } catch {
            if error.number == ENOENT {
                throw IngestError(origin, "its history cannot be read: there is no git program on this machine")
            }
            throw IngestError(origin, "its history cannot be read: git cannot be started: \(error.words)")
        }
    }

    /// Waits for git's end.
    ///
    /// - Throws: git's own words, where it did not end well.
    static func end(_ child: consuming ChildProcess, origin: String) throws(IngestError) {
        let (status, words) = child.finish()
        guard status != 0 else { return }
        let sentence = words.split(separator: "\n").prefix(4)
            .map { $0.hasPrefix("fatal: ") ? $0.dropFirst(7) : $0 }
            .joined(separator: " ")
        if sentence.hasPrefix("not a git repository") { throw IngestError(origin, "is in no git repository") }
        throw IngestError(
            origin,
            "git says: \(sentence.isEmpty ? "nothing, and ended with \(status)" : UntrustedText.words(sentence))"
        )
    }

    /// What keeps a repository's own settings from running a program or asking a network.
    private static let guards: [String] =
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
