public import Market

/// Decides which snapshots are old enough to be removed, so that a wrong clock removes nothing that is not.
///
/// Snapshots are older than `keep` when they are so both by the wall clock and by the archive itself: its newest snapshot
/// when it was opened, plus the time since. Each alone may be wrong: a clock that is years ahead, or an archive with a
/// snapshot stamped years ahead.
public struct PruningPlan: Hashable, Sendable {
    /// What is to be done.
    public struct Decision: Hashable, Sendable {
        /// Snapshots last seen before this are removed.
        public var cutoff: Timestamp
        /// Seconds by which the wall clock is ahead of the archive's own time, where that is more than a day.
        public var disagreement: Int64?
    }

    /// The newest snapshot when the archive was opened.
    public let newest: Timestamp
    private let start: Int64

    /// Seconds of disagreement that are not worth a report.
    private static let tolerance = Day.secondsPerDay

    /// - Parameters:
    ///   - newest: the newest snapshot; of an archive that holds none, the time on the wall clock.
    ///   - uptime: seconds on a clock that only goes forward, when the archive was opened.
    public init(newest: Timestamp, uptime: Int64) {
        (self.newest, start) = (newest, uptime)
    }

    /// - Parameters:
    ///   - wall: the time on the wall clock.
    ///   - uptime: seconds on the same clock as at the start.
    ///   - keep: seconds for which snapshots are kept.
    public func decision(wall: Timestamp, uptime: Int64, keep: Int64) -> Decision {
        let known = newest + max(0, uptime - start)
        let disagreement = wall - known
        return Decision(
            cutoff: min(wall, known) - keep,
            disagreement: abs(disagreement) > Self.tolerance ? disagreement : nil
        )
    }
}
