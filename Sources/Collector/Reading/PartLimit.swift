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
