import Ingest
import Market
import Synchronization

/// The time by which one run polls, stamps and prunes: the wall clock, as far as ``SnapshotClock`` trusts it.
final class RunClock: Sendable {
    private let steady = Mutex(SnapshotClock())
    private let wall: @Sendable () -> Timestamp
    private let uptime: @Sendable () -> Int64

    init(
        wall: @escaping @Sendable () -> Timestamp = { SourceLoader.now() },
        uptime: @escaping @Sendable () -> Int64 = { SourceLoader.uptime() }
    ) {
        (self.wall, self.uptime) = (wall, uptime)
        // What the clock says at the start is what later jumps are measured against.
        _ = now()
    }

    func now() -> Timestamp { steady.withLock { $0.time(wall: wall(), uptime: uptime()) } }

    /// Seconds by which the wall clock is off, where it isn't trusted.
    var jump: Int64? { steady.withLock { $0.jump } }
}
