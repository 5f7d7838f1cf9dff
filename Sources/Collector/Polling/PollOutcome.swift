public import Market
public import Transport

/// The outcome of a poll, as far as it affects when the source is polled next.
public enum PollOutcome: Hashable, Sendable {
    /// The source returned usable data, or hasn't changed.
    case success
    /// The source returned data, and there is more to fetch as soon as the host's limit allows.
    case incomplete
    /// There is nothing to fetch before this time. Nothing was requested, or the source says when it has more.
    case idle(until: Timestamp)
    /// The response contained nothing usable.
    case unusable
    /// A server error. `retryAfter` is the wait in seconds that the host requests, if any.
    case failed(retryAfter: Int64? = nil)
    /// A timeout or a connection error: the host sent no response.
    case unreachable
    /// The host limits the request rate. `retryAfter` is the wait in seconds that the host requests, if any.
    case rateLimited(retryAfter: Int64? = nil)
    /// An error that retrying won't fix. `isAnswered` indicates whether the host responded.
    case permanentFailure(isAnswered: Bool)
    /// The poll was canceled.
    case canceled

    public init(_ failure: FetchFailure) {
        self =
            switch failure.kind {
            case .refused: .rateLimited(retryAfter: failure.retryAfter)
            case .temporary where failure.status == nil: .unreachable
            case .temporary: .failed(retryAfter: failure.retryAfter)
            case .permanent: .permanentFailure(isAnswered: failure.status != nil)
            case .canceled: .canceled
            }
    }

    /// Whether the source has nothing wrong with it.
    var isUsable: Bool {
        switch self {
        case .success, .incomplete, .idle: true
        default: false
        }
    }
}
