public import Market

/// How a source is doing, in facts: what was tried, what came, what went wrong, when it is tried again.
public struct SourceHealth: Hashable, Sendable {
    /// What the screen calls it; different for each source.
    public var source: String
    /// Seconds between polls; `nil` for a file or folder, which is read when it changes.
    public var interval: Int64?
    /// Whether somebody looks at it in this run; what an archive tells of its sources is of the past.
    public var isFollowed = true
    public var lastAttempt: Timestamp?
    public var lastSuccess: Timestamp?
    /// When it is tried again; `nil` where that is not known, or nobody tries.
    public var nextAttempt: Timestamp?
    /// Why it is not tried sooner than that, where something is wrong.
    public var waitReason: String?
    /// The newest instant of which it told.
    public var newestData: Timestamp?
    /// Since when its own stamp stands still, where that is days.
    public var frozenSince: Timestamp?
    /// One sentence, while nothing of the source can be read.
    public var error: String?
    /// Documents of it that cannot be read while others can, and one sentence about the first.
    public var unreadable = 0
    public var firstUnreadable: String?
    /// What stands out in what it gave last: that a list was shorter, or is missing.
    public var note: String?
    /// The newest lists of it that were not believed, the newest last.
    public private(set) var quarantined: [QuarantinedSnapshot] = []
    /// Whether one of them waits for another to agree with it.
    public var awaitsAgreement = false
    /// How many lists of it were not believed in this run.
    public private(set) var quarantinedCount = 0
    /// Of the last answer: milliseconds until it was there, bytes on the way, places in it.
    public var latency: Int?
    public var bytes: Int?
    public var places: Int?

    /// A list that was not believed.
    public struct QuarantinedSnapshot: Hashable, Sendable {
        public var at: Timestamp
        public var chart: Chart
        public var reason: String

        public init(at: Timestamp, chart: Chart, reason: String) {
            self.at = at
            self.chart = chart
            self.reason = reason
        }
    }

    /// Most lists that were not believed and are remembered.
    public static let quarantineLimit = 5

    public init(source: String, interval: Int64? = nil) {
        self.source = source
        self.interval = interval
    }

    /// Notes that a list was not believed.
    public mutating func quarantine(_ list: QuarantinedSnapshot) {
        quarantinedCount += 1
        quarantined.append(list)
        awaitsAgreement = true
        if quarantined.count > Self.quarantineLimit { quarantined.removeFirst() }
    }

    /// Whether the last attempt failed, or nothing has come for three intervals.
    public func isStale(at now: Timestamp) -> Bool {
        if error != nil || frozenSince != nil { return true }
        guard let interval, let lastSuccess else { return false }
        return now - lastSuccess > 3 * interval
    }
}
