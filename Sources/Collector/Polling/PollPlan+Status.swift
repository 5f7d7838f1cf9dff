import Foundation
import Input
public import Market

extension PollPlan {
    /// The status of a source, for display.
    public struct Status: Hashable, Sendable, CustomStringConvertible {
        /// The reason for the time of the next poll.
        public enum Cause: Hashable, Sendable {
            /// The source is being polled.
            case polling
            /// The source was added and hasn't been polled yet, or more of its data can be fetched immediately.
            case new
            /// The last poll succeeded, and the next one isn't due yet.
            case interval
            /// The interval is extended by this factor to stay within the host's request limit.
            case stretched(Double)
            /// The machine woke up, and overdue polls are being spread.
            case wake
            /// The source is backing off after this number of consecutive failures.
            case failures(Int)
            /// An error that retrying won't fix, or a rate limit for this source only.
            case permanentFailure
            /// The source is due, but its host is busy or at its request limit. `ahead` is the number of other sources
            /// in the queue.
            case queued(ahead: Int)
            /// The host is down after this number of consecutive failures.
            case hostDown(Int)
            case hostLimitsRate
            /// The host requested the wait with Retry-After.
            case hostRequestedWait
            /// Another source is being polled to see whether the host works again.
            case hostProbe
        }

        /// The earliest time of the next poll.
        public var due: Timestamp
        /// The number of consecutive failures of this source.
        public var failures: Int
        /// The time until which the host isn't polled because of failures or a rate limit; `nil` if it is polled.
        public var circuitOpenUntil: Timestamp?
        public var cause: Cause

        /// A short explanation, such as "backing off after 3 failures".
        public var reason: String { cause.text }

        public var description: String {
            if cause == .polling { return cause.text }
            let isRetry = failures > 0 || circuitOpenUntil != nil
            return "\(cause.text); \(isRetry ? "retrying" : "next poll") at \(due.iso8601)"
        }
    }

    /// Returns the status of a source, or `nil` if it isn't in the plan. O(1).
    public func status(of number: SourceID) -> Status? {
        guard let source = sources[number] else { return nil }
        var status = Status(due: source.due, failures: source.failures, cause: cause(of: source))
        let host = source.polled.host.flatMap { hosts[$0] }
        if let until = host?.circuit.openUntil {
            status.circuitOpenUntil = until
            if source.due <= until {
                status.due = until
                status.cause = host?.circuit.cause?.status ?? status.cause
            }
        }
        if polls[number] != nil {
            status.cause = .polling
        } else if let host, host.queue.contains(number) {
            if host.circuit.probe != nil {
                status.cause = .hostProbe
            } else if !host.circuit.isOpen {
                status.due = max(latest, host.nextStart(limits) ?? latest)
                status.cause = .queued(ahead: max(0, host.queue.count - 1))
            }
        }
        return status
    }

    /// The status of every source. O(n).
    public var statuses: [SourceID: Status] {
        var statuses: [SourceID: Status] = [:]
        for number in sources.keys { statuses[number] = status(of: number) }
        return statuses
    }

    private func cause(of source: Source) -> Status.Cause {
        switch source.cause {
        case .new: .new
        case .wake: .wake
        case .failures: .failures(source.failures)
        case .permanentFailure: .permanentFailure
        case .interval: stretch(of: source.polled.host).map { .stretched($0) } ?? .interval
        }
    }

    /// Returns the factor by which the intervals of a host's sources are extended to stay within its request limit;
    /// `nil` if they aren't extended.
    public func stretch(of host: String?) -> Double? {
        guard let stretch = host.flatMap({ hosts[$0] })?.stretch, stretch > 1.001 else { return nil }
        return stretch
    }

    /// A warning for each host with more sources than its request limit allows, sorted by host. O(n log n) for n hosts.
    public var overloads: [String] {
        hosts.keys.sorted().compactMap { name in
            guard let stretch = stretch(of: name), let host = hosts[name], let limit = limits.requestsPerMinute else {
                return nil
            }
            let tenths = Int((stretch * 10).rounded(.up))
            return
                "\(URL.shown(host: name)): too many sources (\(host.sources)) for \(limit) requests per minute; "
                + "intervals are extended by a factor of \(tenths / 10).\(tenths % 10)"
        }
    }
}

extension HostCircuitBreaker.Cause {
    fileprivate var status: PollPlan.Status.Cause {
        switch self {
        case .failures(let count): .hostDown(count)
        case .rateLimit: .hostLimitsRate
        case .retryAfter: .hostRequestedWait
        }
    }
}

extension PollPlan.Status.Cause {
    fileprivate var text: String {
        switch self {
        case .polling: "polling now"
        case .new: "new source"
        case .interval: "not due yet"
        case .stretched: "interval extended to stay within the host's request limit"
        case .wake: "spreading overdue polls after sleep"
        case .failures(let count): "backing off after \(count) failure\(count == 1 ? "" : "s")"
        case .permanentFailure: "permanent error; retrying less often"
        case .queued(let count): "waiting for its turn\(count == 0 ? "" : "; \(count) ahead")"
        case .hostDown(let count): "host is down after \(count) failure\(count == 1 ? "" : "s")"
        case .hostLimitsRate: "host limits the request rate"
        case .hostRequestedWait: "host requested a wait (Retry-After)"
        case .hostProbe: "checking the host with another source first"
        }
    }
}
