public import Foundation
public import Input
public import Market

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

    /// The response that reports the error.
    public struct Response: Hashable, Sendable {
        /// The decompressed body, cut off after 64 KB. It may repeat secrets of the request.
        public var body: Data
        /// The `X-Rate-Limit` header, which says how many requests are left.
        public var rateLimit: String?
        /// The `Date` header.
        public var serverTime: Timestamp?
        /// The number of bytes transferred, including headers and redirects.
        public var received: Int
        /// The number of seconds from the request to the last byte.
        public var seconds: Double

        public init(
            body: Data,
            rateLimit: String? = nil,
            serverTime: Timestamp? = nil,
            received: Int = 0,
            seconds: Double = 0
        ) {
            self.body = body
            self.rateLimit = rateLimit
            self.serverTime = serverTime
            self.received = received
            self.seconds = seconds
        }
    }

    /// The error, without secrets.
    public let error: InputError
    public let kind: Kind
    /// The HTTP status; `nil` if the server didn't respond.
    public let status: Int?
    /// The number of seconds to wait before the next request (`Retry-After`), at most a day; `nil` if the server didn't
    /// request a wait.
    public let retryAfter: Int64?
    /// The response; `nil` if the server didn't respond.
    public let response: Response?

    public init(
        _ error: InputError,
        _ kind: Kind,
        status: Int? = nil,
        retryAfter: Int64? = nil,
        response: Response? = nil
    ) {
        self.error = error
        self.kind = kind
        self.status = status
        self.retryAfter = retryAfter
        self.response = response
    }

    public var description: String { error.description }
}
