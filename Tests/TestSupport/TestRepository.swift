public import Foundation

/// A temporary git repository, which tests fill with `git fast-import`.
public struct TestRepository {
    public let folder: TemporaryFolder
    public var path: String { folder.url.path }

    /// An environment for git that excludes this machine's configuration and has only `PATH` from this process.
    public var environment: [String: String] {
        ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": path, "GIT_DIR": "/nowhere"]
    }

    public init(isBare: Bool = false) throws {
        folder = try TemporaryFolder()
        try git(["init", "--quiet", "--initial-branch=main"] + (isBare ? ["--bare"] : []))
    }

    /// Runs git in the repository and waits for it.
    public func git(_ arguments: [String], input: Data = Data()) throws {
        let inputFile = folder.url.appendingPathComponent("input")
        try input.write(to: inputFile)
        defer { try? FileManager.default.removeItem(at: inputFile) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", path] + arguments
        process.environment = environment.filter { $0.key != "GIT_DIR" }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    /// Returns a commit in the format of `git fast-import`.
    ///
    /// - Parameters:
    ///   - time: The commit time in seconds since 1970.
    ///   - changes: The paths of changed files and their contents, or `nil` for a deleted file.
    public static func commit(
        _ mark: Int,
        from parents: [Int],
        at time: Int,
        _ changes: [(path: String, content: String?)],
        mode: String = "100644",
        branch: String = "main"
    ) -> Data {
        var text = "commit refs/heads/\(branch)\nmark :\(mark)\n"
        // The author date is a year earlier, so that a test notices if it is used instead of the commit time.
        text += "author A <a@example.com> \(time - 31_536_000) +0000\ncommitter C <c@example.com> \(time) +0900\n"
        text += "data 1\nx\n"
        for (index, parent) in parents.enumerated() { text += "\(index == 0 ? "from" : "merge") :\(parent)\n" }
        for change in changes {
            guard let content = change.content else {
                text += "D \(change.path)\n"
                continue
            }
            text += "M \(mode) inline \(change.path)\ndata \(content.utf8.count)\n\(content)\n"
        }
        return Data((text + "\n").utf8)
    }
}
