public import Market

/// A type that decides which snapshots are old enough to be removed, so that a wrong clock doesn't remove others.
///
/// Snapshots are old if they are older than `keep` both by the wall clock and by the archive's own time: its newest snapshot
/// at opening, plus the time since. Either may be wrong: the clock may be years ahead, or the archive may contain a snapshot
/// with a timestamp years ahead.
public struct PruningPlan: Hashable, Sendable {
    /// The snapshots to remove.
    public struct Decision: Hashable, Sendable {
        /// Snapshots last seen before this time are to be removed.
        public var cutoff: Timestamp
        /// The number of seconds by which the wall clock is ahead of the archive's own time, if they differ by more than a day.
        public var disagreement: Int64?
    }

    /// The newest snapshot when the archive was opened.
    public let newest: Timestamp
    private let start: Int64

    /// Differences up to this number of seconds aren't reported.
    private static let tolerance = Day.secondsPerDay

    /// Creates a plan when the archive is opened.
    ///
    /// - Parameters:
    ///   - newest: The newest snapshot; the wall clock time if the archive is empty.
    ///   - uptime: The seconds of a monotonic clock when the archive was opened.
    public init(newest: Timestamp, uptime: Int64) {
        (self.newest, start) = (newest, uptime)
    }

    /// Decides which snapshots to remove now.
    ///
    /// - Parameters:
    ///   - wall: The wall clock time.
    ///   - uptime: The seconds of the same monotonic clock now.
    ///   - keep: The number of seconds for which snapshots are kept.
    public func decision(wall: Timestamp, uptime: Int64, keep: Int64) -> Decision {
        let known = newest + max(0, uptime - start)
        let disagreement = wall - known
        return Decision(
            cutoff: min(wall, known) - keep,
            disagreement: abs(disagreement) > Self.tolerance ? disagreement : nil
        )
    }
}
