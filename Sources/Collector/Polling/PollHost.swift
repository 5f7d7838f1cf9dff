import Market

/// The state of a host in a poll plan.
struct PollHost: Sendable {
    /// The sources that are due, the longest overdue first.
    var queue = DueQueue<SourceID>()
    var circuit = HostCircuitBreaker()
    var sources = 0
    /// The number of running polls.
    var running = 0
    /// The number of successful polls, used to detect whether any poll has succeeded since a rate limit.
    var successes: UInt64 = 0
    /// The sources whose last poll got no response from the host.
    var unreachable: Set<SourceID> = []
    /// The number of sources ever added, used to spread their phases.
    var added = 0
    /// The fraction of the host's request limit that its sources need.
    var load = 0.0
    private var lastStart: Timestamp?
    private var startsInLastSecond = 0

    /// The factor by which intervals are extended to stay within the host's limit.
    var stretch: Double { max(1, load) }

    /// Returns the earliest time of the next poll according to the request limit; `nil` if there is no limit or no
    /// earlier poll.
    func nextStart(_ limits: PollLimits) -> Timestamp? {
        guard let lastStart, limits.requestsPerMinute != nil else { return nil }
        return startsInLastSecond < limits.startsPerSecond ? lastStart : lastStart + limits.spacing
    }

    /// Returns the earliest time when the first source in the queue may be polled; `nil` if the queue is empty or
    /// another poll must end first.
    func turn(_ limits: PollLimits) -> Timestamp? {
        guard let due = queue.first?.due, running < limits.connectionsPerHost, circuit.probe == nil else { return nil }
        return [due, nextStart(limits), circuit.openUntil].compactMap { $0 }.max()
    }

    mutating func begin(_ source: SourceID, at now: Timestamp) {
        running += 1
        startsInLastSecond = lastStart == now ? startsInLastSecond + 1 : 1
        lastStart = now
        circuit.begin(source)
    }

    /// Returns whether the host can be removed without affecting later polls.
    func isRemovable(_ limits: PollLimits, at now: Timestamp) -> Bool {
        sources == 0 && running == 0 && (nextStart(limits) ?? now) <= now && (circuit.openUntil ?? now) <= now
    }

    mutating func shift(by seconds: Int64) {
        queue.shift(by: seconds)
        circuit.shift(by: seconds)
        lastStart = lastStart.map { $0 + seconds }
    }
}
