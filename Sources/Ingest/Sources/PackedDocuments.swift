import Market

/// What the documents packed in one file give, read in parts; and what was skipped and what failed among them.
struct PackedDocuments: ~Copyable {
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

    private var documents: ContainerDocuments
    /// Whether everything was read.
    private(set) var isAtEnd = false

    /// Opens a container.
    ///
    /// - Parameter document: where the container comes from and of when it is; its body is not looked at.
    init(
        _ container: Unpacking.Container,
        of file: DocumentReader.File,
        like document: Document,
        decoder: SnapshotDecoder
    ) throws(IngestError) {
        self.file = file
        origin = document.origin
        (fetchedAt, modifiedAt) = (document.fetchedAt, document.modifiedAt)
        self.decoder = decoder
        warnings = Warnings(origin: origin)
        documents = try ContainerDocuments(container, origin: origin, limits: Unpacking.Limits())
    }

    /// Bytes of the container, as it is stored, that were read so far.
    var storedBytes: Int { documents.storedBytes }

    /// Decodes everything that is packed in a container. What is wrong with a part of it is a warning.
    ///
    /// - Throws: the first fault where nothing could be read.
    static func decode(
        _ container: Unpacking.Container,
        of file: DocumentReader.File,
        like document: Document,
        decoder: SnapshotDecoder
    ) throws(IngestError) -> FileOutcome {
        var all = try PackedDocuments(container, of: file, like: document, decoder: decoder)
        return try all.next(PartLimit(documents: .max, bytes: .max))
    }

    /// Decodes the next part. A part that isn't the last holds at least one document that could be read.
    ///
    /// - Throws: the first fault where nothing of the container could be read.
    mutating func next(_ limit: PartLimit) throws(IngestError) -> FileOutcome {
        do throws(IngestError) {
            while let document = try documents.next() {
                add(document)
                if count > 0, count >= limit.documents || bytes >= limit.bytes { return .decoded(takePart()) }
            }
        } catch {
            fail(error)
        }
        isAtEnd = true
        return try outcome()
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
                let reason = FileHeader.skipReason(
                    document.body.prefix(FileHeader.length),
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
            all.documentCharts += decoded.documentCharts
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
