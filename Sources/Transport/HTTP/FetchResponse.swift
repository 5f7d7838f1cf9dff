public import Foundation

/// A server's response.
public struct FetchResponse: Hashable, Sendable {
    /// Whether the server responded to a conditional request that the document hasn't changed (status 304). If `true`,
    /// the body is empty.
    public var isUnchanged: Bool
    /// The decompressed body.
    public var body: Data
    /// The `ETag` header for the next request.
    public var entityTag: String?
    /// The `Last-Modified` header for the next request.
    public var lastModified: String?
    /// The `X-Rate-Limit` header, which says how many requests are left.
    public var rateLimit: String?
    /// The number of bytes transferred, including headers and redirects, before decompression.
    public var received: Int
    /// The number of seconds from the request to the last byte.
    public var seconds: Double

    public init(
        body: Data,
        isUnchanged: Bool = false,
        entityTag: String? = nil,
        lastModified: String? = nil,
        rateLimit: String? = nil,
        received: Int = 0,
        seconds: Double = 0
    ) {
        self.body = body
        self.isUnchanged = isUnchanged
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.rateLimit = rateLimit
        self.received = received
        self.seconds = seconds
    }
}
