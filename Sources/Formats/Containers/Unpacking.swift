import CArchives
public import Foundation
public import Input
import Market

/// Functions that read the documents in a compressed file or an archive, without extracting anything to disk.
///
/// Formats are detected by content: tar, zip, and a single document or tar compressed with gzip, bzip2, xz or zstd.
/// Nested archives are delivered as documents. See `docs/formats/containers.md`.
public enum Unpacking {
    /// Resource limits for a container.
    public struct Limits: Hashable, Sendable {
        /// Maximum size of a document, in bytes. Larger documents are delivered as failures.
        public var entryBytes = 64 << 20
        /// Maximum number of entries, including skipped ones.
        public var entries = 1_000_000
        /// Maximum decompressed size in bytes, including skipped entries.
        public var totalBytes = 8 << 30

        public init() {}
    }

    /// A compressed file or archive.
    public enum Container: Sendable {
        case file(String)
        case bytes(Data)
    }

    /// Returns whether a file is a container, based on its beginning, which must include the first 262 bytes.
    public static func recognizes(_ start: some Sequence<UInt8>) -> Bool {
        let head = Array(start.prefix(512))
        return unpacking_recognises(head, head.count)
    }

    /// Decompresses a gzip body, which may consist of several members.
    ///
    /// - Parameter limit: Maximum decompressed size, in bytes.
    public static func body(of gzip: Data, origin: String, limit: Int) throws(InputError) -> Data {
        let open = try OpenContainer(.bytes(gzip), origin: origin, totalLimit: limit)
        return try open.stream()
    }
}
