public import Market

/// When to look at a source next, decided as a value: outcomes go in, a due time comes out.
///
/// After a success the next look is one interval later. After a failure it is one interval later too, then two, four
/// and at most eight: a server in trouble is given room, and one that comes back is noticed soon.
public struct PollSchedule: Hashable, Sendable {
    /// How a look ended.
    public enum Outcome: Hashable, Sendable {
        case success
        case failure
    }

    /// The longest wait after failures, in intervals.
    public static let longestBackOff: Int64 = 8

    /// Seconds between looks while all is well; at least 1.
    public let interval: Int64
    /// Failures since the last success.
    public private(set) var failures = 0
    /// When to look next.
    public private(set) var due: Timestamp

    public init(interval: Int64, start: Timestamp) {
        self.interval = max(1, interval)
        due = start
    }

    /// Notes how the look at `now` ended and decides the next.
    public mutating func note(_ outcome: Outcome, at now: Timestamp) {
        switch outcome {
        case .success: failures = 0
        case .failure: failures += 1
        }
        let wait = failures == 0 ? 1 : min(Self.longestBackOff, 1 << Int64(min(failures - 1, 10)))
        due = now + interval * wait
    }
}
