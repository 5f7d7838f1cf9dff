/// Why a fetch brought nothing, and what that means for asking again.
public struct FetchFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What to make of it.
    public enum Kind: Hashable, Sendable {
        /// The server wants fewer requests, or none (403, 420, 429).
        case refused
        /// It may go better soon.
        case passing
        /// It will not go better by itself: no such document, a bad certificate, an address that cannot be.
        case hopeless
        /// Given up from here, which says nothing of the server.
        case cancelled
    }

    /// In one sentence, without secrets.
    public let error: IngestError
    public let kind: Kind
    /// HTTP status, where the server got as far as to answer with one.
    public let status: Int?
    /// Seconds for which the server asks not to be asked (`Retry-After`), at most a day.
    public let retryAfter: Int64?

    public init(_ error: IngestError, _ kind: Kind, status: Int? = nil, retryAfter: Int64? = nil) {
        self.error = error
        self.kind = kind
        self.status = status
        self.retryAfter = retryAfter
    }

    public var description: String { error.description }
}
