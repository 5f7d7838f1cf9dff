import Foundation
public import Market

extension PollPlan {
    /// How it stands with a feed, for people.
    public struct Status: Hashable, Sendable, CustomStringConvertible {
        /// Why it waits.
        public enum Cause: Hashable, Sendable {
            /// It is looked at now.
            case looking
            /// It was added just now, and its turn comes.
            case new
            /// All is well, and its interval passes.
            case interval
            /// Its host is asked too much for all intervals to be kept; this one is as many times as long.
            case stretched(Double)
            /// The machine slept, and what is due is spread.
            case resumption
            case failures(Int)
            /// It does not get better by itself, or means this feed alone.
            case hopeless
            /// It is due; its host is asked no more often than its limit allows, or is busy.
            case turn(ahead: Int)
            case hostFails(Int)
            case hostRefuses
            /// The host asked for the wait.
            case hostAsks
            /// The host is tried by a look at another feed.
            case hostIsTried
        }

        /// When the next look is, at the earliest.
        public var due: Timestamp
        /// In a row, of this feed.
        public var failures: Int
        /// Until when nobody asks the host.
        public var circuitOpenUntil: Timestamp?
        public var cause: Cause

        /// What follows "because".
        public var reason: String { cause.words }

        public var description: String {
            if cause == .looking { return "is looked at now" }
            let verb = failures > 0 || circuitOpenUntil != nil ? "tries again" : "looks"
            return "\(verb) at \(due.iso8601), because \(cause.words)"
        }
    }

    /// - Returns: `nil` for a feed that is not there. O(1).
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
            status.cause = .looking
        } else if let host, host.queue.contains(number) {
            if host.circuit.probe != nil {
                status.cause = .hostIsTried
            } else if !host.circuit.isOpen {
                status.due = max(latest, host.nextStart(limits) ?? latest)
                status.cause = .turn(ahead: max(0, host.queue.count - 1))
            }
        }
        return status
    }

    /// How it stands with every feed. O(n).
    public var rankStatuses: [SourceID: Status] {
        var rankStatuses: [SourceID: Status] = [:]
        for number in sources.keys { rankStatuses[number] = status(of: number) }
        return rankStatuses
    }

    private func cause(of source: Source) -> Status.Cause {
        switch source.cause {
        case .new: .new
        case .resumption: .resumption
        case .failures: .failures(source.failures)
        case .hopeless: .hopeless
        case .interval: stretch(of: source.polled.host).map { .stretched($0) } ?? .interval
        }
    }

    /// How many times as long as set the intervals of a host's feeds are, so that all have their turn within its
    /// limit; `nil` where they are as set.
    public func stretch(of host: String?) -> Double? {
        guard let stretch = host.flatMap({ hosts[$0] })?.stretch, stretch > 1.001 else { return nil }
        return stretch
    }

    /// One sentence for each host whose limit does not serve all its feeds within their intervals. O(hosts).
    public var overloads: [String] {
        hosts.keys.sorted().compactMap { name in
            guard let stretch = stretch(of: name), let host = hosts[name], let limit = limits.requestsPerMinute else {
                return nil
            }
            let tenths = Int((stretch * 10).rounded(.up))
            return
                "\(URL.shown(host: name)) has more feeds (\(host.sources)) than \(limit) requests a minute serve; their intervals are "
                + "\(tenths / 10).\(tenths % 10) times as long as set"
        }
    }
}

extension HostCircuitBreaker.Cause {
    fileprivate var status: PollPlan.Status.Cause {
        switch self {
        case .failures(let count): .hostFails(count)
        case .refusal: .hostRefuses
        case .retryAfter: .hostAsks
        }
    }
}

extension PollPlan.Status.Cause {
    /// What follows "because".
    fileprivate var words: String {
        switch self {
        case .looking: "it is looked at"
        case .new: "it is new"
        case .interval: "its interval passes"
        case .stretched: "its host has more feeds than its limit serves within their intervals"
        case .resumption: "the machine slept, and looks are spread"
        case .failures(let count): count == 1 ? "it failed" : "it failed \(count) times in a row"
        case .hopeless: "it does not get better by itself"
        case .turn(let count): count == 0 ? "its host has its turn" : "\(count) others of its host are due"
        case .hostFails(let count): "its host failed \(count) times in a row"
        case .hostRefuses: "its host wants fewer requests"
        case .hostAsks: "its host asks for the wait"
        case .hostIsTried: "its host is tried with another feed first"
        }
    }
}
