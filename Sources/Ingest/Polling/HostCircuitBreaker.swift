import Market

/// Whether a host is asked at all: closed while it answers, open after trouble, and then tried by one look.
struct HostCircuitBreaker: Hashable, Sendable {
    /// Why it is open.
    enum Cause: Hashable, Sendable {
        case failures(Int)
        case refusal
        case retryAfter
    }

    /// Failures in a row, over all feeds of the host, that open it.
    static let threshold = 5

    private(set) var failures = 0
    /// How often in a row it was opened.
    private(set) var openings = 0
    /// Until when nobody asks, where it is open; then one look may.
    private(set) var openUntil: Timestamp?
    private(set) var cause: Cause?
    /// The look that tries, while it is under way.
    private(set) var probe: SourceID?

    var isOpen: Bool { openUntil != nil }

    mutating func begin(_ source: SourceID) {
        if isOpen { probe = source }
    }

    /// Takes the outcome of a look. While open, only that of the probe changes anything but the time until it is tried.
    ///
    /// - Parameter isForFeed: a refusal that means the feed alone.
    mutating func note(
        _ outcome: PollOutcome,
        of source: SourceID,
        isForSource: Bool,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        let isProbe = probe == source
        if isProbe { probe = nil }
        switch outcome {
        case .success, .unfinished, .unusable, .hopeless(isAnswered: true):
            if isProbe || !isOpen { self = HostCircuitBreaker() }
        case .abandoned: break
        case .refused(let retryAfter) where isForSource && retryAfter == nil:
            if isProbe || !isOpen { self = HostCircuitBreaker() }
        case .refused(let retryAfter):
            open(.refusal, retryAfter: retryAfter, isProbe: isProbe, at: now, using: &generator)
        case .failed(let retryAfter):
            failures += 1
            if retryAfter != nil || failures >= Self.threshold || isProbe {
                let cause: Cause = retryAfter == nil ? .failures(failures) : .retryAfter
                open(cause, retryAfter: retryAfter, isProbe: isProbe, at: now, using: &generator)
            }
        case .hopeless(isAnswered: false):
            // A certificate, or an address that cannot be: the feed waits long by itself, the host is as it was.
            guard isProbe else { return }
            failures += 1
            open(.failures(failures), retryAfter: nil, isProbe: true, at: now, using: &generator)
        }
    }

    private mutating func open(
        _ cause: Cause,
        retryAfter: Int64?,
        isProbe: Bool,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        let asked = retryAfter.map { Backoff.later($0, using: &generator) }
        // Looks that had begun before it was opened add nothing but what the host asks for.
        if isOpen && !isProbe {
            if let asked, let openUntil { self.openUntil = max(openUntil, now + asked) }
            return
        }
        openings += 1
        var wait = asked ?? 0
        switch cause {
        case .refusal where asked == nil: wait = Backoff.refusingHost(openings: openings, using: &generator)
        case .retryAfter where openings == 1 && failures < Self.threshold: break
        default: wait = max(wait, Backoff.failingHost(openings: openings, using: &generator))
        }
        self.cause = cause
        openUntil = now + max(1, wait)
    }

    mutating func shift(by seconds: Int64) {
        openUntil = openUntil.map { $0 + seconds }
    }
}
