import Foundation
public import Input
import Market

extension GitHistory {
    /// Returns all versions, oldest first, including those of merged branches. Deletions aren't versions. In a merge,
    /// only the files that differ from all parents are versions.
    ///
    /// - Throws: An error if the path isn't in the history, or git fails.
    /// - Complexity: O(history); about 300 bytes of memory per version.
    public func versions() throws(InputError) -> [Version] {
        let child = try Self.start(
            [
                "log", "--raw", "-z", "--no-abbrev", "--reverse", "--date-order", "--full-history", "-c",
                "--no-renames",
                "--no-ext-diff", "--no-textconv", "--no-relative", "--no-color", "--no-notes",
                "--ignore-submodules=none",
                "--format=commit %H %ct", "--", name,
            ],
            in: folder,
            environment: environment,
            origin: path
        )
        var reader = PipeReader(child.output)
        var parser = LogParser()
        while parser.versions.count <= Self.versionLimit, let token = reader.bytes(upTo: 0) { parser.add(token) }
        guard parser.versions.count <= Self.versionLimit else {
            throw InputError(path, "history exceeds the limit of \(Self.versionLimit) versions")
        }
        try Self.end(child, origin: path)
        guard parser.sawCommit else { throw InputError(path, "not found in the history of the git repository") }
        guard !parser.versions.isEmpty else {
            throw InputError(path, "not a regular file in the history of the git repository")
        }
        return try sized(parser.versions)
    }

    /// Returns versions with their sizes. A version that is missing from the repository, as in a partial clone, gets
    /// the size 0 and causes an error when it's read.
    private func sized(_ versions: [Version]) throws(InputError) -> [Version] {
        let child = try Self.start(
            ["cat-file", "--batch-check=%(objectsize)"],
            in: folder,
            environment: environment,
            input: Self.names(of: versions),
            origin: path
        )
        var reader = PipeReader(child.output)
        var sized = versions
        for index in sized.indices {
            guard let line = reader.bytes(upTo: 0x0A) else { break }
            sized[index].size = Int(String(decoding: line, as: UTF8.self)) ?? 0
        }
        try Self.end(child, origin: path)
        return sized
    }

    static func names(of versions: [Version]) -> [UInt8] { versions.flatMap { Array($0.blob.utf8) + [0x0A] } }
}

/// A type that parses the output of `git log --raw -z`: for each commit its hash and time, and for each file in it a
/// line of modes and blob hashes, then its path.
private struct LogParser {
    private(set) var versions: [GitHistory.Version] = []
    private(set) var sawCommit = false
    private var commit = ""
    private var time = Timestamp(seconds: 0)
    /// The hash of the blob whose path is the next token; empty to skip that path, `nil` if the next token isn't a
    /// path.
    private var pending: String?

    mutating func add(_ token: [UInt8]) {
        let text = String(decoding: token, as: UTF8.self)
        if let blob = pending {
            pending = nil
            guard !blob.isEmpty else { return }
            versions.append(.init(commit: commit, time: time, path: text, blob: blob, size: 0))
            return
        }
        let line = text.drop { $0 == "\n" }
        if line.hasPrefix(":") {
            pending = Self.blob(line)
        } else if line.hasPrefix("commit ") {
            let fields = line.split(separator: " ")
            guard fields.count == 3, let seconds = Int64(fields[2]) else { return }
            sawCommit = true
            commit = String(fields[1])
            time = Timestamp(seconds: seconds)
        }
    }

    /// Returns the hash of the new blob in a line such as `:100644 100644 OLD NEW M`, or an empty string if the file
    /// isn't a regular file. The line of a merge starts with `::` and has a mode and hash per parent.
    private static func blob(_ line: Substring) -> String {
        let parents = line.prefix { $0 == ":" }.count
        let fields = line.dropFirst(parents).split(separator: " ")
        guard fields.count == 2 * (parents + 1) + 1 else { return "" }
        // Regular files only: no links, submodules or deletions.
        guard fields[parents].hasPrefix("100") else { return "" }
        return String(fields[2 * parents + 1])
    }
}
