public import Foundation

/// What a server sent, or that it has nothing new to send.
public struct FetchResponse: Hashable, Sendable {
    /// Whether the document is the one that the request named by its mark (304); there is no body then.
    public var isUnchanged: Bool
    /// Unpacked.
    public var body: Data
    /// Marks to send with the next request.
    public var entityTag: String?
    public var lastModified: String?
    /// Bytes that came over the wire: as they were packed, with headers, with those of redirects.
    public var received: Int
    /// From the request to the last byte.
    public var seconds: Double

    public init(
        body: Data,
        isUnchanged: Bool = false,
        entityTag: String? = nil,
        lastModified: String? = nil,
        received: Int = 0,
        seconds: Double = 0
    ) {
        self.body = body
        self.isUnchanged = isUnchanged
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.received = received
        self.seconds = seconds
    }
}
