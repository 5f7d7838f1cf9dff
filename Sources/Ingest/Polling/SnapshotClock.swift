public import Market

/// Decides what time a snapshot is stamped with, from a wall clock that may jump and a clock that only counts.
///
/// - The wall clock counts as long as it agrees with the start plus the time since.
/// - A step of up to a day is followed forward at once. Backward the stamps go on from the last one until the wall clock
///   has caught up, so that snapshots keep their order and none takes the place of another; they return to the wall clock
///   at once where it agrees with the start again, since then the earlier step forward was the error.
/// - A jump of more than a day, in either direction, is not followed: stamps are the start plus the time since, until
///   the wall clock is right again or has kept the new time for ten minutes.
public struct SnapshotClock: Sendable {
    /// Seconds by which the wall clock is off, where that is more than a day and not confirmed; `nil` where it is trusted.
    public private(set) var jump: Int64?

    /// Wall clock minus uptime, as it was when the two were last trusted.
    private var trusted: Int64?
    /// Another such difference, and the uptime at which it was seen first.
    private var candidate: (offset: Int64, since: Int64)?
    private var last: (time: Timestamp, uptime: Int64)?

    /// Differences of up to this many seconds are agreement: clocks are slewed.
    private static let tolerance: Int64 = 60
    /// Seconds of uptime for which a wall clock must keep a new time before it is trusted.
    private static let confirmation: Int64 = 600

    public init() {}

    /// The time to stamp a snapshot with.
    ///
    /// - Parameters:
    ///   - wall: the time on the wall clock.
    ///   - uptime: seconds on a clock that only goes forward, from any start, and that counts while the machine sleeps.
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

    /// Whether the wall clock has kept a new time for long enough.
    private mutating func isConfirmed(_ offset: Int64, at uptime: Int64) -> Bool {
        guard let candidate, abs(offset - candidate.offset) <= Self.tolerance else {
            candidate = (offset, uptime)
            return false
        }
        return uptime - candidate.since >= Self.confirmation
    }

    /// `time`, or what passed since the last stamp where `time` is earlier than that by up to `limit` seconds.
    private func ordered(_ time: Timestamp, _ uptime: Int64, within limit: Int64) -> Timestamp {
        guard let last, time < last.time, last.time - time <= limit else { return time }
        return last.time + max(0, uptime - last.uptime)
    }
}
