public import Settings

/// Limits for polling, per host and in total.
public struct PollLimits: Hashable, Sendable {
    /// The maximum number of concurrent polls per host.
    public let connectionsPerHost: Int
    /// The maximum number of polls per minute for each host; `nil` for no limit.
    public let requestsPerMinute: Int?
    /// The maximum number of concurrent polls in total.
    public let concurrentPolls: Int

    public init(
        connectionsPerHost: Int = PollingSettings().connections,
        requestsPerMinute: Int? = PollingSettings().requestsPerMinute,
        concurrentPolls: Int = 32
    ) {
        self.connectionsPerHost = max(1, connectionsPerHost)
        self.requestsPerMinute = requestsPerMinute.map { max(1, $0) }
        self.concurrentPolls = max(1, concurrentPolls)
    }

    /// The minimum number of seconds between polls of a host that don't start in the same second, rounded up; 0 without
    /// a limit.
    var spacing: Int64 {
        guard let requestsPerMinute else { return 0 }
        return max(1, Int64((60 + requestsPerMinute - 1) / requestsPerMinute))
    }

    /// The maximum number of polls per host that start in the same second.
    var startsPerSecond: Int { requestsPerMinute.map { max(1, $0 / 60) } ?? .max }

    /// The time for which one poll uses up the request limit of its host, in seconds; 0 without a limit.
    var cost: Double { Double(spacing) / Double(requestsPerMinute == nil ? 1 : startsPerSecond) }
}
