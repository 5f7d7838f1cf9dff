public import Market

/// A type that provides the timestamps of snapshots from a wall clock, which may jump, and a monotonic clock.
///
/// - While the wall clock agrees with the start time plus the elapsed time, it is used.
/// - A step forward of up to a day is followed immediately. After a step back, timestamps continue from the last one
///   until the wall clock has caught up, so that snapshots keep their order and don't replace each other. If the wall
///   clock agrees with the start time again, it is used immediately, since the earlier step forward was the error.
/// - A jump of more than a day in either direction is not followed. Timestamps are the start time plus the elapsed time
///   until the wall clock is right again or has kept the new time for ten minutes.
public struct SnapshotClock: Sendable {
    /// The number of seconds by which the wall clock jumped, if that is more than a day and isn't confirmed yet; `nil`
    /// if the clock is trusted.
    public private(set) var jump: Int64?

    /// The wall clock time minus the uptime when the wall clock was last trusted, in seconds.
    private var trusted: Int64?
    /// A different offset that isn't trusted yet, and the uptime when it was first seen.
    private var candidate: (offset: Int64, since: Int64)?
    private var last: (time: Timestamp, uptime: Int64)?

    /// The maximum difference in seconds between two clocks that agree. Clocks never agree exactly, because they are
    /// slewed.
    private static let tolerance: Int64 = 60
    /// The number of seconds of uptime for which the wall clock must keep a new time before it is trusted.
    private static let confirmation: Int64 = 600

    public init() {}

    /// Returns the timestamp for a snapshot taken now.
    ///
    /// - Parameters:
    ///   - wall: The wall clock time.
    ///   - uptime: The time of a monotonic clock in seconds. The clock continues while the machine is asleep.
    public mutating func time(wall: Timestamp, uptime: Int64) -> Timestamp {
        let offset = wall.seconds - uptime
        let difference = offset - (trusted ?? offset)
        var time = wall
        jump = nil
        if abs(difference) <= Self.tolerance {
            (trusted, candidate) = (offset, nil)
            time = ordered(wall, uptime, within: Self.tolerance)
        } else if isConfirmed(offset, at: uptime) {
            (trusted, candidate) = (offset, nil)
            time = ordered(wall, uptime, within: Day.secondsPerDay)
        } else if abs(difference) <= Day.secondsPerDay {
            time = ordered(wall, uptime, within: Day.secondsPerDay)
        } else {
            jump = difference
            time = ordered(wall - difference, uptime, within: Day.secondsPerDay)
        }
        last = (time, uptime)
        return time
    }

    /// Returns whether the wall clock has kept a new time for long enough.
    private mutating func isConfirmed(_ offset: Int64, at uptime: Int64) -> Bool {
        guard let candidate, abs(offset - candidate.offset) <= Self.tolerance else {
            candidate = (offset, uptime)
            return false
        }
        return uptime - candidate.since >= Self.confirmation
    }

    /// Returns `time`, or the last timestamp plus the elapsed time if `time` is up to `limit` seconds before the last
    /// timestamp.
    private func ordered(_ time: Timestamp, _ uptime: Int64, within limit: Int64) -> Timestamp {
        guard let last, time < last.time, last.time - time <= limit else { return time }
        return last.time + max(0, uptime - last.uptime)
    }
}
