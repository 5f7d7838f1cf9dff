public import Foundation

/// A document to be fetched, and what is known of the one that was fetched last.
public struct FetchRequest: Hashable, Sendable {
    /// In http or https. It may hold a user and a password, which go to no other scheme, host or port than its own.
    public var url: URL
    /// The `ETag` and `Last-Modified` that came with the last answer, as they came; with either, the server may say
    /// that nothing changed (RFC 9110, 13.1).
    public var entityTag: String?
    public var lastModified: String?
    /// The value of the `Authorization` header, such as `Bearer …`. It goes where the address's own password would.
    public var authorization: Secret?

    public init(
        _ url: URL,
        entityTag: String? = nil,
        lastModified: String? = nil,
        authorization: Secret? = nil
    ) {
        self.url = url
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.authorization = authorization
    }

    var isConditional: Bool { entityTag != nil || lastModified != nil }
}
