public import Foundation
public import Input

extension GitHistory {
    /// Calls `body` with the content of each version in order. Content that occurs in two commits is delivered twice,
    /// because it was current at both times.
    ///
    /// - Parameters:
    ///   - versions: Versions returned by `versions()`.
    ///   - limit: Maximum size of a version, in bytes. Larger ones are delivered as failures.
    ///   - body: A closure that is called with each version and its content, or an error.
    /// - Throws: An error from `body`, or git's error if git exits early.
    public func forEachContent(
        of versions: [Version],
        limit: Int,
        _ body: (Version, Result<Data, InputError>) throws(InputError) -> Void
    ) throws(InputError) {
        let readable = versions.filter { $0.size <= limit }
        let child = try Self.start(
            ["cat-file", "--batch"],
            in: folder,
            environment: environment,
            input: Self.names(of: readable),
            origin: path
        )
        var reader = PipeReader(child.output)
        for version in versions {
            guard version.size <= limit else {
                let problem = "size of \(version.size) bytes exceeds the limit of \(limit)"
                try body(version, .failure(InputError(version.label, problem)))
                continue
            }
            guard let head = reader.bytes(upTo: 0x0A) else { return try stop(child, at: version) }
            // "NAME blob SIZE", or "NAME missing".
            let fields = String(decoding: head, as: UTF8.self).split(separator: " ")
            guard fields.count == 3, fields[1] == "blob", let size = Int(fields[2]), size <= limit else {
                guard fields.last == "missing" else { return try stop(child, at: version) }
                try body(version, .failure(InputError(version.label, "content is missing from the repository")))
                continue
            }
            guard let content = reader.data(count: size), reader.data(count: 1) != nil else {
                return try stop(child, at: version)
            }
            try body(version, .success(content))
        }
        try Self.end(child, origin: path)
    }

    private func stop(_ child: consuming ChildProcess, at version: Version) throws(InputError) {
        try Self.end(child, origin: path)
        throw InputError(version.label, "git exited before sending this version")
    }
}
