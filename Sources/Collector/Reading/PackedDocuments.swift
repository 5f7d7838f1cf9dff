import Formats
import Input
import Market

/// A type that decodes the documents of a container in parts, and records the files that were skipped or failed.
struct PackedDocuments: ~Copyable {
    /// The container file.
    private let file: DocumentReader.File
    /// The name of the container in errors.
    private let origin: String
    /// The time when the container was fetched; `nil` for a file.
    private let fetchedAt: Timestamp?
    /// The modification time of the container, for entries without a time.
    private let modifiedAt: Timestamp?
    private let decoder: SnapshotDecoder
    private var all = Decoded()
    private var warnings: Warnings
    private var count = 0
    /// Size of the documents since the last part, in bytes.
    private var bytes = 0
    private var hasReturnedParts = false

    private var documents: ContainerDocuments
    /// Whether all documents were read.
    private(set) var isAtEnd = false

    /// Opens a container.
    ///
    /// - Parameter document: The container's origin and times; its body is ignored.
    init(
        _ container: Unpacking.Container,
        of file: DocumentReader.File,
        like document: Document,
        decoder: SnapshotDecoder
    ) throws(InputError) {
        self.file = file
        origin = document.origin
        (fetchedAt, modifiedAt) = (document.fetchedAt, document.modifiedAt)
        self.decoder = decoder
        warnings = Warnings(origin: origin)
        documents = try ContainerDocuments(container, origin: origin, limits: Unpacking.Limits())
    }

    /// Number of bytes of the container read so far, before decompression.
    var storedBytes: Int { documents.storedBytes }

    /// Decodes all documents of a container. Errors in individual documents become warnings.
    ///
    /// - Throws: The first error if no document could be read.
    static func decode(
        _ container: Unpacking.Container,
        of file: DocumentReader.File,
        like document: Document,
        decoder: SnapshotDecoder
    ) throws(InputError) -> FileOutcome {
        var all = try PackedDocuments(container, of: file, like: document, decoder: decoder)
        return try all.next(PartLimit(documents: .max, bytes: .max))
    }

    /// Decodes the next part. Each part except the last contains at least one valid document.
    ///
    /// - Throws: The first error if no document of the container could be read.
    mutating func next(_ limit: PartLimit) throws(InputError) -> FileOutcome {
        do throws(InputError) {
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
        hasReturnedParts = true
        defer {
            all = Decoded()
            warnings = Warnings(origin: origin)
            (count, bytes) = (0, 0)
        }
        return decoded
    }

    /// The documents decoded since the last part.
    private var decoded: Decoded {
        var all = all
        all.documents = count
        all.warnings = warnings.list
        return all
    }

    /// Decodes a document. Files that aren't data are skipped, as in a folder.
    private mutating func add(_ entry: Result<Document, InputError>) {
        do throws(InputError) {
            var document = try entry.get()
            bytes += document.body.count
            // A compressed file that was named explicitly is never skipped.
            let isWhole = document.origin == origin
            let entry = document.origin.split(separator: " › ").last.map(String.init)
            let name = isWhole ? FileName(file.path).decompressed : FileName(entry ?? "")
            if !(isWhole && file.isNamed),
                let reason = FileHeader.skipReason(
                    document.body.prefix(FileHeader.length),
                    name: name,
                    decoder: decoder
                )
            {
                return all.skipped.add(reason, name.text)
            }
            // Entries without a time get the container's.
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

    /// Records the error for a document that can't be read, or for a container that can't be read any further.
    private mutating func fail(_ error: InputError) {
        all.failedDocuments += 1
        warnings.add(error)
    }

    private func outcome() throws(InputError) -> FileOutcome {
        if count > 0 || hasReturnedParts { return .decoded(decoded) }
        if let first = warnings.first { throw first }
        guard file.isNamed else { return .skipped(.otherFormat) }
        throw InputError(origin, "no chart or report found: \(all.skipped.text)")
    }
}

/// The maximum size of a part of a container, which is held in memory.
public struct PartLimit: Hashable, Sendable {
    /// Maximum number of documents.
    public var documents: Int
    /// Maximum decompressed size in bytes, which the last document may exceed.
    public var bytes: Int

    /// Creates a limit (default: 64 documents, 8 MiB).
    public init(documents: Int = 64, bytes: Int = 8 << 20) {
        (self.documents, self.bytes) = (documents, bytes)
    }
}
