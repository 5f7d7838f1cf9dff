package import Input

/// A type that reads the documents in a container in order, one at a time. Folders, links, devices and hidden files are
/// skipped. The container is closed when this value goes out of scope.
package struct ContainerDocuments: ~Copyable {
    private let open: OpenContainer
    private let origin: String
    private let limits: Unpacking.Limits
    /// Number of entries read so far, including those that aren't documents.
    private var count = 0
    private var documentCount = 0

    /// Opens a container.
    ///
    /// - Parameter origin: The container's name; documents are named `NAME › ENTRY`.
    package init(_ container: Unpacking.Container, origin: String, limits: Unpacking.Limits) throws(InputError) {
        open = try OpenContainer(container, origin: origin, totalLimit: limits.totalBytes)
        self.origin = origin
        self.limits = limits
    }

    /// Number of compressed bytes read so far.
    package var storedBytes: Int { open.storedBytes }

    /// Reads the next document, or returns `nil` at the end.
    ///
    /// - Returns: A failure if the document is too large or can't be decompressed; the next document can still be read.
    /// - Throws: An error with the entry and position if the container is invalid, corrupt or truncated, exceeds the
    ///   limits, or contains no documents. Documents that were already read remain valid.
    package mutating func next() throws(InputError) -> Result<Document, InputError>? {
        while let entry = try open.next(after: count) {
            count += 1
            guard count <= limits.entries else {
                let problem = "container exceeds the limit of \(limits.entries) entries"
                throw InputError(origin, at: "entry \(count)", problem)
            }
            guard entry.isDocument else { continue }
            documentCount += 1
            return try open.document(entry, limit: limits.entryBytes)
        }
        guard documentCount > 0 else {
            throw InputError(origin, "container has no documents (\(count == 1 ? "1 entry" : "\(count) entries"))")
        }
        return nil
    }
}
