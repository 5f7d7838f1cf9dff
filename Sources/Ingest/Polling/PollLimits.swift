/// How much is asked of one host, and how much is done at once.
public struct PollLimits: Hashable, Sendable {
    /// Looks at feeds of one host at once.
    public let connectionsPerHost: Int
    /// Looks that begin in any minute at feeds of one host; `nil` for as many as are due.
    public let requestsPerMinute: Int?
    /// Looks at once, at all feeds.
    public let pollsAtOnce: Int

    public init(connectionsPerHost: Int = 2, requestsPerMinute: Int? = 20, pollsAtOnce: Int = 32) {
        self.connectionsPerHost = max(1, connectionsPerHost)
        self.requestsPerMinute = requestsPerMinute.map { max(1, $0) }
        self.pollsAtOnce = max(1, pollsAtOnce)
    }

    /// Whole seconds from one second in which looks at a host begin to the next; 0 without a limit.
    var spacing: Int64 {
        guard let requestsPerMinute else { return 0 }
        return max(1, Int64((60 + requestsPerMinute - 1) / requestsPerMinute))
    }

    /// Most looks at one host that begin in one second.
    var startsPerSecond: Int { requestsPerMinute.map { max(1, $0 / 60) } ?? .max }

    /// Seconds that one look takes of its host's time.
    var cost: Double { Double(spacing) / Double(requestsPerMinute == nil ? 1 : startsPerSecond) }
}
