import Market

/// A type that stops requests to a failing host. The circuit is closed while the host works, and opens after failures.
/// After a while, a single poll probes the host.
struct HostCircuitBreaker: Hashable, Sendable {
    /// The reason for opening the circuit.
    enum Cause: Hashable, Sendable {
        case failures(Int)
        case rateLimit
        case retryAfter
    }

    /// The number of consecutive failures, across all sources of the host, that opens the circuit.
    static let threshold = 5

    private(set) var failures = 0
    /// The number of times that the circuit has opened since it was last closed.
    private(set) var openings = 0
    /// The time when the open period ends and a single poll probes the host; `nil` while the circuit is closed.
    private(set) var openUntil: Timestamp?
    private(set) var cause: Cause?
    /// The source whose poll is probing the host; `nil` if there is no probe.
    private(set) var probe: SourceID?

    var isOpen: Bool { openUntil != nil }

    mutating func begin(_ source: SourceID) {
        if isOpen { probe = source }
    }

    /// Records the outcome of a poll. While the circuit is open, only the outcome of the probe can close it; the
    /// outcomes of other polls can only extend the open period.
    ///
    /// - Parameters:
    ///   - interval: The number of seconds between polls of the source when there are no failures.
    ///   - isForSource: Whether a rate limit only applies to the source, not to its host.
    mutating func note(
        _ outcome: PollOutcome,
        of source: SourceID,
        interval: Int64,
        isForSource: Bool,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        let isProbe = probe == source
        if isProbe { probe = nil }
        switch outcome {
        case .success, .incomplete, .idle, .unusable, .permanentFailure(isAnswered: true):
            if isProbe || !isOpen { self = HostCircuitBreaker() }
        case .canceled: break
        case .rateLimited(let retryAfter) where isForSource && retryAfter == nil:
            if isProbe || !isOpen { self = HostCircuitBreaker() }
        case .rateLimited(let retryAfter):
            open(.rateLimit, retryAfter: retryAfter, isProbe: isProbe, at: now, using: &generator)
        case .failed(let retryAfter):
            failures += 1
            if retryAfter != nil || failures >= Self.threshold || isProbe {
                let cause: Cause = retryAfter == nil ? .failures(failures) : .retryAfter
                let maximum = Backoff.maximumFailing(interval: interval)
                open(cause, retryAfter: retryAfter, maximum: maximum, isProbe: isProbe, at: now, using: &generator)
            }
        case .unreachable:
            failures += 1
            guard failures >= Self.threshold || isProbe else { return }
            let maximum = Backoff.maximumUnreachable(interval: interval)
            open(.failures(failures), maximum: maximum, isProbe: isProbe, at: now, using: &generator)
        case .permanentFailure(isAnswered: false):
            // An error such as an invalid certificate or URL affects only the source, not the host.
            guard isProbe else { return }
            failures += 1
            open(.failures(failures), isProbe: true, at: now, using: &generator)
        }
    }

    private mutating func open(
        _ cause: Cause,
        retryAfter: Int64? = nil,
        maximum: Int64 = Backoff.failingHost.maximum,
        isProbe: Bool,
        at now: Timestamp,
        using generator: inout some RandomNumberGenerator
    ) {
        let requested = retryAfter.map { Backoff.later($0, using: &generator) }
        // Polls that started before the circuit opened can extend the open period only if the host requests it.
        if isOpen && !isProbe {
            if let requested, let openUntil { self.openUntil = max(openUntil, now + requested) }
            return
        }
        // Openings that no longer extend the wait don't count. Otherwise, a server error at the end of a long outage would
        // cause the wait of many server errors.
        let longest = min(maximum, Backoff.failingHost.maximum)
        if openings == 0 || Backoff.failingHost.first << Int64(openings - 1) < longest { openings += 1 }
        var wait = requested ?? 0
        switch cause {
        case .rateLimit where requested == nil: wait = Backoff.limitingHost(openings: openings, using: &generator)
        case .retryAfter where openings == 1 && failures < Self.threshold: break
        default: wait = max(wait, Backoff.failingHost(openings: openings, maximum: maximum, using: &generator))
        }
        self.cause = cause
        openUntil = now + max(1, wait)
    }

    mutating func shift(by seconds: Int64) {
        openUntil = openUntil.map { $0 + seconds }
    }
}
