import CArchives
public import Foundation
import Market

/// Reads the documents in a compressed file or an archive, one after another, without unpacking anything to disk.
///
/// Recognised by content: gzip, bzip2, xz and zstd, of one document or of a tar; tar; zip. One layer only: what is
/// packed in what was packed is given as it is. Described in `docs/formats/containers.md`.
public enum Unpacking {
    /// How much a container may cost.
    public struct Limits: Hashable, Sendable {
        /// Bytes of one document. What is larger is refused, and the next is read.
        public var entryBytes = 64 << 20
        /// Entries, with those that are passed over.
        public var entries = 1_000_000
        /// Bytes that are unpacked in all, with those that are passed over.
        public var totalBytes = 8 << 30

        public init() {}
    }

    /// What is unpacked.
    public enum Container: Sendable {
        case file(String)
        case bytes(Data)
    }

    /// Whether bytes that begin like this are a container. The first 262 tell; fewer may not.
    public static func recognises(_ start: some Sequence<UInt8>) -> Bool {
        let head = Array(start.prefix(512))
        return unpacking_recognises(head, head.count)
    }

    /// Gives every document in a container, in its order; the memory of one is needed at a time.
    ///
    /// Folders, links, devices and hidden files are passed over. A document that is larger than the limit, or that
    /// cannot be unpacked, is given as a failure.
    ///
    /// - Parameter origin: the container's name; a document's is `NAME › ENTRY`.
    /// - Throws: what `body` throws; else, where the container is none, damaged, cut short, or larger than the limits,
    ///   a sentence that names the entry and the place. What was given before stands.
    public static func forEachEntry(
        of container: Container,
        origin: String,
        limits: Limits = Limits(),
        _ body: (Result<Document, IngestError>) throws(IngestError) -> Void
    ) throws(IngestError) {
        var documents = try ContainerDocuments(container, origin: origin, limits: limits)
        while let document = try documents.next() { try body(document) }
    }

    /// What a gzip file of one document holds, or several such that follow one another.
    ///
    /// - Parameter limit: the most bytes that it may unpack to.
    public static func body(of gzip: Data, origin: String, limit: Int) throws(IngestError) -> Data {
        let open = try OpenContainer(.bytes(gzip), origin: origin, totalLimit: limit)
        return try open.stream()
    }
}
