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
    /// What is sent as JSON with POST; without it the document is asked for with GET. It goes to the address and nowhere
    /// else: no redirect is followed.
    public private(set) var posted: Data?

    /// A request that sends JSON. Its address is a secret, of which errors name no more than the host.
    public init(posting json: Data, to url: URL) {
        self.url = url
        posted = json
    }

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

    /// As errors call it.
    var label: String {
        guard posted != nil else { return SourceName.web(url).label }
        return "the webhook at \(url.hostAndPort)"
    }

    var isConditional: Bool { entityTag != nil || lastModified != nil }
}
