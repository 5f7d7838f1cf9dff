public import Formats
public import Input
public import Market

extension SnapshotDecoder {
    /// Decodes a document without defaults and without a mapping.
    public static func decode(_ document: Document) throws(InputError) -> Decoded {
        try SnapshotDecoder().decode(document)
    }
}

extension Decoded {
    public var snapshots: [ChartSnapshot] { charts.map(\.snapshot) }
}

extension Unpacking {
    /// Calls `body` with every document in a container, in order.
    ///
    /// - Throws: The error that `body` throws, or an error if the container is invalid.
    public static func forEachEntry(
        of container: Container,
        origin: String,
        limits: Limits = Limits(),
        _ body: (Result<Document, InputError>) throws(InputError) -> Void
    ) throws(InputError) {
        var documents = try ContainerDocuments(container, origin: origin, limits: limits)
        while let document = try documents.next() { try body(document) }
    }
}
