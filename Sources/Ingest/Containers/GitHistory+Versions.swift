import Foundation
import Market

extension GitHistory {
    /// All versions, oldest first, with those of side branches that were merged. A deletion is no version; of a merge
    /// only what differs from all its parents is one.
    ///
    /// - Throws: where the path never was in the history, or git fails.
    /// - Complexity: git walks through the whole history; memory grows by some 300 bytes with each version.
    public func versions() throws(IngestError) -> [Version] {
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
        while parser.versions.count <= Self.versionLimit, let token = reader.bytes(upTo: 0) { parser.take(token) }
        guard parser.versions.count <= Self.versionLimit else {
            throw IngestError(path, "has more than the \(Self.versionLimit) versions that are read")
        }
        try Self.end(child, origin: path)
        guard parser.sawCommit else { throw IngestError(path, "never was in the history of its repository") }
        guard !parser.versions.isEmpty else {
            throw IngestError(path, "never was an ordinary file in the history of its repository")
        }
        return try sized(parser.versions)
    }

    /// Asks for the sizes. What is missing in the repository, as in a partial clone, has the size 0 and is told when
    /// it is read.
    private func sized(_ versions: [Version]) throws(IngestError) -> [Version] {
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

/// Takes the output of `git log --raw -z`: for each commit its name and time, and for each file in it a line of modes
/// and names of contents, then its path.
private struct LogParser {
    private(set) var versions: [GitHistory.Version] = []
    private(set) var sawCommit = false
    private var commit = ""
    private var time = Timestamp(seconds: 0)
    /// The content whose path comes next; "" where it is none that is read.
    private var pending: String?

    mutating func take(_ token: [UInt8]) {
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
            let words = line.split(separator: " ")
            guard words.count == 3, let seconds = Int64(words[2]) else { return }
            sawCommit = true
            commit = String(words[1])
            time = Timestamp(seconds: seconds)
        }
    }

    /// `:100644 100644 OLD NEW M`, and for a merge `::` with a mode and a name for each parent.
    private static func blob(_ line: Substring) -> String {
        let parents = line.prefix { $0 == ":" }.count
        let words = line.dropFirst(parents).split(separator: " ")
        guard words.count == 2 * (parents + 1) + 1 else { return "" }
        // Ordinary files; no links, no repositories in the repository, and no deletions.
        guard words[parents].hasPrefix("100") else { return "" }
        return String(words[2 * parents + 1])
    }
}
