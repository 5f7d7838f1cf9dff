public import Market

/// Tells what looks are stamped with: the time on the wall, but never earlier than before.
///
/// Where the wall clock jumps back, it goes on by the time that passed since, until the wall has caught up. So looks
/// keep their order and their distance, and none takes the place of another.
public struct SteadyClock: Sendable {
    private var last: (told: Timestamp, uptime: Int64)?

    public init() {}

    /// - Parameters:
    ///   - wall: the time on the wall.
    ///   - uptime: seconds on a clock that only goes forward, from any start.
    public mutating func time(wall: Timestamp, uptime: Int64) -> Timestamp {
        var time = wall
        if let last, wall < last.told { time = last.told + max(0, uptime - last.uptime) }
        last = (time, uptime)
        return time
    }
}
