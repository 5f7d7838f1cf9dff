import Market

/// The days of a source's history that have been requested. It's kept with the data, so that a restarted program knows
/// what it has.
struct HistoryProgress: Hashable, Sendable {
    /// A number that is different for other requests, such as those for other apps.
    var fingerprint: UInt64
    /// The first and the last requested day, without a gap between them. The last day may not have been over.
    var first: Day
    var last: Day
    /// The time at which the newest day was last requested.
    var answeredAt: Timestamp
    /// The number of consecutive failures of requests for older days.
    var failures = 0
    /// The time before which older days aren't requested again after a failure; `nil` if there is no failure.
    var olderDaysRetry: Timestamp?

    init(fingerprint: UInt64, first: Day, last: Day, answeredAt: Timestamp) {
        self.fingerprint = fingerprint
        self.first = first
        self.last = last
        self.answeredAt = answeredAt
    }

    private static let version = "history-1"

    /// Parses the text of a progress; `nil` if it's from another version or damaged.
    init?(text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 5 || parts.count == 7, parts[0] == Self.version,
            let fingerprint = UInt64(parts[1], radix: 16),
            let first = Day(iso8601: parts[2]), let last = Day(iso8601: parts[3]), first <= last,
            let answeredAt = Timestamp(iso8601: parts[4])
        else { return nil }
        self.init(fingerprint: fingerprint, first: first, last: last, answeredAt: answeredAt)
        guard parts.count == 7 else { return }
        guard let failures = Int(parts[5]), failures > 0, let retry = Timestamp(iso8601: parts[6]) else { return nil }
        (self.failures, olderDaysRetry) = (failures, retry)
    }

    /// The progress as text. After a failure, it ends with the number of failures and the time of the next attempt.
    var text: String {
        let parts = [Self.version, String(fingerprint, radix: 16), first.iso8601, last.iso8601, answeredAt.iso8601]
        return (parts + (olderDaysRetry.map { ["\(failures)", $0.iso8601] } ?? [])).joined(separator: " ")
    }
}
