/// The documents of an open container, read one at a time. The container is closed when this value goes away.
struct ContainerDocuments: ~Copyable {
    private let open: OpenContainer
    private let origin: String
    private let limits: Unpacking.Limits
    /// Entries so far, and documents among them.
    private var count = 0
    private var given = 0

    init(_ container: Unpacking.Container, origin: String, limits: Unpacking.Limits) throws(IngestError) {
        open = try OpenContainer(container, origin: origin, totalLimit: limits.totalBytes)
        self.origin = origin
        self.limits = limits
    }

    /// Bytes of the container, as it is stored, that were read so far.
    var storedBytes: Int { open.storedBytes }

    /// Reads the next document; `nil` at the end.
    ///
    /// - Returns: a failure where one document is too large or cannot be unpacked; the next can still be read.
    /// - Throws: where the container cannot be read on, or holds no document at all.
    mutating func next() throws(IngestError) -> Result<Document, IngestError>? {
        while let entry = try open.next(after: count) {
            count += 1
            guard count <= limits.entries else {
                let problem = "has more than the \(limits.entries) entries that are read"
                throw IngestError(origin, at: "entry \(count)", problem)
            }
            guard entry.isDocument else { continue }
            given += 1
            return try open.document(entry, limit: limits.entryBytes)
        }
        guard given > 0 else {
            throw IngestError(origin, "has no document in it (\(count == 1 ? "1 entry" : "\(count) entries"))")
        }
        return nil
    }
}
