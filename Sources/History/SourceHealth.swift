public import Market

/// The status of a source: polls, results, errors and the next attempt.
public struct SourceHealth: Hashable, Sendable {
    /// The source's label, which is unique among the sources.
    public var source: String
    /// Whether the source provides charts; `false` for one that provides only ratings, reviews or counts.
    public var providesCharts = true
    /// The number of seconds between polls; `nil` for a file or folder, which is read when it changes.
    public var interval: Int64?
    /// Whether the source is polled, in this run or by the process that records; `false` for an archive.
    public var isPolled = true
    /// For an archive that is shown, whether a process is recording to it; `nil` for a source.
    public var isRecording: Bool?
    /// Whether a poll is in progress that has read only a part of the source, such as the first files of a folder.
    public var isIncomplete = false
    public var lastAttempt: Timestamp?
    public var lastSuccess: Timestamp?
    /// The time of the next poll; `nil` if unknown or there is none.
    public var nextAttempt: Timestamp?
    /// The problem that delays the next poll; `nil` if there is none.
    public var waitReason: String?
    /// The time of the newest data from this source.
    public var newestData: Timestamp?
    /// The source's own timestamp if it hasn't changed for days; otherwise `nil`.
    public var frozenSince: Timestamp?
    /// The error if the source can't be read at all; `nil` if it can be read at least partly.
    public var error: String?
    /// The number of unreadable documents from a source that also provides readable ones.
    public var unreadable = 0
    /// The error in the first unreadable document; `nil` if there is none.
    public var firstUnreadable: String?
    /// A remark about the last result, such as a snapshot that is shorter than usual or missing.
    public var note: String?
    /// The newest quarantined snapshots, oldest first.
    public private(set) var quarantined: [QuarantinedSnapshot] = []
    /// Whether a quarantined snapshot is waiting for confirmation by another snapshot.
    public var awaitsConfirmation = false
    /// The number of snapshots quarantined in this run.
    public private(set) var quarantinedCount = 0
    /// The time in milliseconds from the start of the last request to the last byte of its response.
    public var latency: Int?
    /// The number of bytes transferred for the last response.
    public var bytes: Int?
    /// The number of entries in the last response.
    public var entryCount: Int?
    /// The first charts in the last response; empty for a file or folder.
    public var charts: [Chart] = []

    /// A snapshot that failed validation.
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

    /// Maximum number of charts kept in ``charts``.
    public static let chartLimit = 10
    /// Maximum number of quarantined snapshots kept in ``quarantined``.
    public static let quarantineLimit = 5

    public init(source: String, interval: Int64? = nil) {
        self.source = source
        self.interval = interval
    }

    /// The error without the source's label at its start, for texts that contain the label already.
    public var errorWithoutName: String? {
        error.map { error in
            [": ", ", "].contains { error.hasPrefix(source + $0) } ? String(error.dropFirst(source.count + 2)) : error
        }
    }

    /// Whether this is the status of an archive, which isn't a source.
    public var isArchive: Bool { isRecording != nil }

    /// Records a snapshot that failed validation.
    public mutating func quarantine(_ snapshot: QuarantinedSnapshot) {
        quarantinedCount += 1
        quarantined.append(snapshot)
        awaitsConfirmation = true
        if quarantined.count > Self.quarantineLimit { quarantined.removeFirst() }
    }

    /// A problem with a source. Cases are ordered by severity, worst first.
    public enum Condition: String, CaseIterable, Hashable, Sendable {
        /// The last poll failed.
        case failing
        /// Polls succeed, but the source's own timestamp hasn't changed for days.
        case frozen
        /// No poll has succeeded for more than three polling intervals.
        case stale
    }

    /// Returns the source's worst problem; `nil` if there is none.
    public func condition(at now: Timestamp) -> Condition? {
        if error != nil { return .failing }
        if frozenSince != nil { return .frozen }
        guard let interval, let lastSuccess, now - lastSuccess > 3 * interval else { return nil }
        return .stale
    }

    /// Returns whether a poll has succeeded and the source has no problem.
    public func isOK(at now: Timestamp) -> Bool { lastSuccess != nil && condition(at: now) == nil }

    /// Returns whether the last poll failed, the source is frozen, or no poll has succeeded for more than three
    /// intervals.
    public func isStale(at now: Timestamp) -> Bool { condition(at: now) != nil }
}
