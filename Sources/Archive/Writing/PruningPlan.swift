public import Market

/// A plan that decides which snapshots are old enough to be removed, even if a clock is wrong.
///
/// Snapshots are removed if they are older than `keep` seconds both by the wall clock and by the archive's own time,
/// which is the time of its newest snapshot when it was opened plus the time elapsed since then. Either may be wrong:
/// the clock may be years ahead, or the archive may contain a snapshot with a timestamp years ahead.
public struct PruningPlan: Hashable, Sendable {
    /// A decision about which snapshots to remove.
    public struct Decision: Hashable, Sendable {
        /// The cutoff time. Snapshots last seen before this time are removed.
        public var cutoff: Timestamp
        /// The number of seconds by which the wall clock is ahead of the archive's own time, negative if it is behind;
        /// `nil` if they differ by at most a day.
        public var disagreement: Int64?
    }

    /// The time of the newest snapshot when the archive was opened.
    public let newest: Timestamp
    private let start: Int64

    /// The largest difference between the clocks, in seconds, that isn't reported.
    private static let tolerance = Day.secondsPerDay

    /// Creates a plan for an archive that has just been opened.
    ///
    /// - Parameters:
    ///   - newest: The time of the newest snapshot, or the wall clock time if the archive is empty.
    ///   - uptime: The time of a monotonic clock, in seconds, when the archive was opened.
    public init(newest: Timestamp, uptime: Int64) {
        (self.newest, start) = (newest, uptime)
    }

    /// Returns the decision about which snapshots to remove now.
    ///
    /// - Parameters:
    ///   - wall: The wall clock time.
    ///   - uptime: The current time of the monotonic clock that was used to create the plan, in seconds.
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
