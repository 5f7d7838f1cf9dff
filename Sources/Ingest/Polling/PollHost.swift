import Market

/// What the plan keeps of a host.
struct PollHost: Sendable {
    /// Feeds that are due and wait for their turn, the longest due first.
    var queue = DueQueue<SourceID>()
    var circuit = HostCircuitBreaker()
    var sources = 0
    /// Looks under way.
    var running = 0
    /// Looks that ended well, to tell whether there was one in between.
    var successes: UInt64 = 0
    /// Feeds that were ever added, which spreads them.
    var added = 0
    /// The sum of the shares of time that its feeds take.
    var load = 0.0
    private var lastStart: Timestamp?
    private var startsInThatSecond = 0

    /// How many times as long as they should the intervals are, so that all feeds have their turn.
    var stretch: Double { max(1, load) }

    /// When the next look may begin, as far as requests are counted.
    func nextStart(_ limits: PollLimits) -> Timestamp? {
        guard let lastStart, limits.requestsPerMinute != nil else { return nil }
        return startsInThatSecond < limits.startsPerSecond ? lastStart : lastStart + limits.spacing
    }

    /// When the first of the queue may begin; `nil` where there is none, or where a look must end first.
    func turn(_ limits: PollLimits) -> Timestamp? {
        guard let due = queue.first?.due, running < limits.connectionsPerHost, circuit.probe == nil else { return nil }
        return [due, nextStart(limits), circuit.openUntil].compactMap { $0 }.max()
    }

    mutating func begin(_ source: SourceID, at now: Timestamp) {
        running += 1
        startsInThatSecond = lastStart == now ? startsInThatSecond + 1 : 1
        lastStart = now
        circuit.begin(source)
    }

    /// Whether forgetting it changes nothing.
    func isForgettable(_ limits: PollLimits, at now: Timestamp) -> Bool {
        sources == 0 && running == 0 && (nextStart(limits) ?? now) <= now && (circuit.openUntil ?? now) <= now
    }

    mutating func shift(by seconds: Int64) {
        queue.shift(by: seconds)
        circuit.shift(by: seconds)
        lastStart = lastStart.map { $0 + seconds }
    }
}
