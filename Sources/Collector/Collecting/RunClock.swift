package import Market
import Synchronization

/// The clock for polling, timestamps and pruning: the wall clock, as long as ``SnapshotClock`` trusts it.
package final class RunClock: Sendable {
    private let steady = Mutex(SnapshotClock())
    private let wall: @Sendable () -> Timestamp
    private let uptime: @Sendable () -> Int64

    package init(
        wall: @escaping @Sendable () -> Timestamp = { SystemClock.now() },
        uptime: @escaping @Sendable () -> Int64 = { SystemClock.uptime() }
    ) {
        (self.wall, self.uptime) = (wall, uptime)
        // Later jumps are measured against the time at the start.
        _ = now()
    }

    func now() -> Timestamp { steady.withLock { $0.time(wall: wall(), uptime: uptime()) } }

    /// The number of seconds by which the wall clock jumped, or `nil` if it is trusted.
    var jump: Int64? { steady.withLock { $0.jump } }
}
