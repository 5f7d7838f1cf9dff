/// How sources are polled.
public struct PollingSettings: Hashable, Sendable {
    /// The seconds between two polls of a source, from 10 to a week. A source can override it.
    public var interval: Int64 = 900
    /// The maximum number of requests to a host per minute; `nil` for no limit.
    public var requestsPerMinute: Int? = 20
    /// The maximum number of concurrent requests to a host.
    public var connections = 2

    public init() {}
}
