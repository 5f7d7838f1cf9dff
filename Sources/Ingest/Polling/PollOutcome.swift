/// How a look at a feed ended, as far as it matters for the next.
public enum PollOutcome: Hashable, Sendable {
    /// Something of use came, or that nothing changed.
    case success
    /// Something came, and there is more to be fetched as soon as the host's limit allows.
    case unfinished
    /// The host answered, and nothing in the answer was of use.
    case unusable
    /// No answer, or one that tells of trouble. `retryAfter`: seconds for which the host asks not to be asked.
    case failed(retryAfter: Int64? = nil)
    /// The host wants fewer requests.
    case refused(retryAfter: Int64? = nil)
    /// It will not go better by itself.
    case hopeless(isAnswered: Bool)
    /// Given up from here.
    case abandoned

    public init(_ failure: FetchFailure) {
        self =
            switch failure.kind {
            case .refused: .refused(retryAfter: failure.retryAfter)
            case .passing: .failed(retryAfter: failure.retryAfter)
            case .hopeless: .hopeless(isAnswered: failure.status != nil)
            case .cancelled: .abandoned
            }
    }
}
