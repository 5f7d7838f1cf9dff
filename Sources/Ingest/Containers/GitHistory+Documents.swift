import Foundation
import Market

extension GitHistory {
    /// Gives the contents of versions, in their order, one at a time; the same content in two commits is given twice,
    /// for it was true at both times.
    ///
    /// - Parameters:
    ///   - versions: as `versions()` found them.
    ///   - limit: the most bytes of one. What is larger is refused, and the next is read.
    ///   - body: called with each; a failure is that version's own.
    /// - Throws: what `body` throws, or what git says where it stops in the middle.
    public func forEachDocument(
        of versions: [Version],
        limit: Int = SnapshotDecoder.bodyLimit,
        _ body: (Result<Document, IngestError>) throws(IngestError) -> Void
    ) throws(IngestError) {
        let wanted = versions.filter { $0.size <= limit }
        let child = try Self.start(
            ["cat-file", "--batch"],
            in: folder,
            environment: environment,
            input: Self.names(of: wanted),
            origin: path
        )
        var reader = PipeReader(child.output)
        for version in versions {
            guard version.size <= limit else {
                let problem = "has \(version.size) bytes, more than the \(limit) that are read"
                try body(.failure(IngestError(version.label, problem)))
                continue
            }
            guard let head = reader.bytes(upTo: 0x0A) else { return try stop(child, at: version) }
            // "NAME blob SIZE", or "NAME missing".
            let words = String(decoding: head, as: UTF8.self).split(separator: " ")
            guard words.count == 3, words[1] == "blob", let size = Int(words[2]), size <= limit else {
                guard words.last == "missing" else { return try stop(child, at: version) }
                try body(.failure(IngestError(version.label, "its content is missing in the repository")))
                continue
            }
            guard let content = reader.data(count: size), reader.data(count: 1) != nil else {
                return try stop(child, at: version)
            }
            try body(.success(Document(origin: version.label, body: content, fetchedAt: version.time)))
        }
        try Self.end(child, origin: path)
    }

    private func stop(_ child: consuming ChildProcess, at version: Version) throws(IngestError) {
        try Self.end(child, origin: path)
        throw IngestError(version.label, "git stopped in the middle of the history")
    }
}
