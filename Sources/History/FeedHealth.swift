public import Market

/// How a source is doing, in facts: what was tried, what came, what went wrong.
public struct FeedHealth: Hashable, Sendable {
    /// What the screen calls it; different for each source.
    public var source: String
    /// Seconds between polls; `nil` for a file or folder, which is read when it changes.
    public var interval: Int64?
    public var lastAttempt: Timestamp?
    public var lastSuccess: Timestamp?
    /// The newest instant of which it told.
    public var newestData: Timestamp?
    /// One sentence, while nothing of the source can be read.
    public var error: String?
    /// Documents of it that cannot be read while others can, and one sentence about the first.
    public var unreadable = 0
    public var firstUnreadable: String?

    public init(source: String, interval: Int64? = nil) {
        self.source = source
        self.interval = interval
    }

    /// Whether the last attempt failed, or nothing has come for three intervals.
    public func isStale(at now: Timestamp) -> Bool {
        if error != nil { return true }
        guard let interval, let lastSuccess else { return false }
        return now - lastSuccess > 3 * interval
    }
}
