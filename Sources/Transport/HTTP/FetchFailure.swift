public import Input

/// An error from a fetch, with its kind, which determines whether the fetch is retried.
public struct FetchFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of error, which determines whether and when the fetch is retried.
    public enum Kind: Hashable, Sendable {
        /// The server rejects the request or limits the rate (403, 420, 429).
        case refused
        /// A temporary failure, after which the request may be retried soon.
        case temporary
        /// A permanent failure that needs intervention: a missing document, an invalid certificate, an invalid URL.
        case permanent
        /// The request was canceled by this program.
        case canceled
    }

    /// The error, without secrets.
    public let error: InputError
    public let kind: Kind
    /// The HTTP status; `nil` if the server didn't respond.
    public let status: Int?
    /// The number of seconds to wait before the next request (`Retry-After`), at most a day; `nil` if the server didn't
    /// request a wait.
    public let retryAfter: Int64?

    public init(_ error: InputError, _ kind: Kind, status: Int? = nil, retryAfter: Int64? = nil) {
        self.error = error
        self.kind = kind
        self.status = status
        self.retryAfter = retryAfter
    }

    public var description: String { error.description }
}
