import Market

/// What the documents packed in one file gave, and what was skipped and what failed among them.
struct PackedDocuments {
    /// The file they are packed in: its name, and whether it was named itself.
    private let file: DocumentReader.File
    /// What errors call it.
    private let origin: String
    /// Of when they are: the fetch of all of them, or the file's time for those whose package doesn't say.
    private let fetchedAt: Timestamp?
    private let modifiedAt: Timestamp?
    private let decoder: SnapshotDecoder
    private var all = Decoded()
    private var warnings: Warnings
    private var count = 0
    /// Bytes of the documents since the last part was given.
    private var bytes = 0
    private var hasGivenParts = false

    private init(_ file: DocumentReader.File, like document: Document, decoder: SnapshotDecoder) {
        self.file = file
        origin = document.origin
        (fetchedAt, modifiedAt) = (document.fetchedAt, document.modifiedAt)
        self.decoder = decoder
        warnings = Warnings(origin: origin)
    }

    /// Decodes everything that is packed in a container. What is wrong with a part of it is a warning.
    ///
    /// - Parameter document: where the container comes from and of when it is; its body is not looked at.
    /// - Throws: the first fault where nothing could be read.
    static func decode(
        _ container: Unpacking.Container,
        of file: DocumentReader.File,
        like document: Document,
        decoder: SnapshotDecoder
    ) throws(IngestError) -> FileOutcome {
        var all = PackedDocuments(file, like: document, decoder: decoder)
        do throws(IngestError) {
            try Unpacking.forEachEntry(of: container, origin: document.origin) { all.add($0) }
        } catch {
            all.fail(error)
        }
        return try all.outcome()
    }

    /// The same in parts, for a container that unpacks to more than can be held at once.
    ///
    /// - Parameters:
    ///   - partBytes: of how many bytes of documents a part is made, and one document more.
    ///   - body: called with each part; what it throws ends the reading.
    static func forEachPart(
        of container: Unpacking.Container,
        of file: DocumentReader.File,
        like document: Document,
        decoder: SnapshotDecoder,
        partBytes: Int,
        _ body: (Decoded) throws(IngestError) -> Void
    ) throws(IngestError) -> FileOutcome {
        var all = PackedDocuments(file, like: document, decoder: decoder)
        var stop: IngestError?
        do throws(IngestError) {
            try Unpacking.forEachEntry(of: container, origin: document.origin) { entry throws(IngestError) in
                all.add(entry)
                guard all.bytes >= partBytes, all.count > 0 else { return }
                do throws(IngestError) {
                    try body(all.takePart())
                } catch {
                    stop = error
                    throw error
                }
            }
        } catch {
            if let stop { throw stop }
            all.fail(error)
        }
        return try all.outcome()
    }

    private mutating func takePart() -> Decoded {
        hasGivenParts = true
        defer {
            all = Decoded()
            warnings = Warnings(origin: origin)
            (count, bytes) = (0, 0)
        }
        return decoded
    }

    /// What was decoded since the last part.
    private var decoded: Decoded {
        var all = all
        all.documents = count
        all.warnings = warnings.list
        all.isPart = hasGivenParts
        return all
    }

    /// Decodes a document. In an archive, as in a folder, files that aren't data are skipped.
    private mutating func add(_ entry: Result<Document, IngestError>) {
        do throws(IngestError) {
            var document = try entry.get()
            bytes += document.body.count
            // What is compressed and was named itself is read like the file that it was.
            let isWhole = document.origin == origin
            let entry = document.origin.split(separator: " › ").last.map(String.init)
            let name = isWhole ? FileName(file.path).unpacked : FileName(entry ?? "")
            if !(isWhole && file.isNamed),
                let reason = FileStart.skipReason(
                    document.body.prefix(FileStart.length),
                    name: name,
                    decoder: decoder
                )
            {
                return all.skipped.add(reason, name.text)
            }
            // A packed document is of the time of its file, where the package does not say.
            document.fetchedAt = fetchedAt
            document.modifiedAt = document.modifiedAt ?? modifiedAt
            let decoded = try decoder.decode(document)
            all.charts += decoded.charts
            all.counts += decoded.counts
            for warning in decoded.warnings { warnings.add(warning) }
            count += 1
        } catch {
            fail(error)
        }
    }

    /// Notes a document that gave nothing, or the end of a damaged container.
    private mutating func fail(_ error: IngestError) {
        all.failedDocuments += 1
        warnings.add(error)
    }

    private func outcome() throws(IngestError) -> FileOutcome {
        if count > 0 || hasGivenParts { return .decoded(decoded) }
        if let first = warnings.first { throw first }
        guard file.isNamed else { return .skipped(.otherFormat) }
        throw IngestError(origin, "holds no chart or report: \(all.skipped.text)")
    }
}
