/// How addresses are polled.
public struct PollingSettings: Hashable, Sendable {
    /// Seconds from poll to poll, from 10 to a week; a source may have its own.
    public var every: Int64 = 900
    /// Most requests to one host in a minute; `nil` lifts the limit.
    public var requestsPerMinute: Int? = 20
    /// Most requests to one host at a time.
    public var connections = 2

    public init() {}
}
