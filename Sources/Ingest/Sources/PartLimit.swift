/// How much of a container is read, decoded and held at a time.
public struct PartLimit: Hashable, Sendable {
    /// Most documents of a part.
    public var documents: Int
    /// Most bytes of its documents, unpacked, and one document more.
    public var bytes: Int

    /// As many documents as are imported at a time from a folder.
    public init(documents: Int = 64, bytes: Int = 8 << 20) {
        (self.documents, self.bytes) = (documents, bytes)
    }
}
