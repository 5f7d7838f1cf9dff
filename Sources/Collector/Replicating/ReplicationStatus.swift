import History
package import Market

/// The progress of replicating the archive to an engine, for the Sources page, the metrics and the log.
package struct ReplicationStatus: Hashable, Sendable {
    /// The engine's address, without secrets.
    package var destination: String
    /// The error of the last attempt; `nil` if it succeeded.
    package var error: String?
    package var lastAttempt: Timestamp?
    /// The time at which a batch was sent last.
    package var lastSuccess: Timestamp?
    /// The time since which the archive has had something to send; `nil` if everything has been sent.
    package var behindSince: Timestamp?
    /// The number of charts with unsent snapshots.
    package var unsentCharts = 0
    /// The numbers of snapshots and batches sent since the program started.
    package var (snapshots, batches): (Int64, Int64) = (0, 0)
    /// The number of failed attempts since the program started.
    package var failures: Int64 = 0

    package init(destination: String) { self.destination = destination }

    /// The number of seconds for which the archive has had something to send; 0 if everything has been sent.
    func lag(at now: Timestamp) -> Int64 { behindSince.map { max(0, now - $0) } ?? 0 }

    /// The status as a row of the Sources page.
    var health: SourceHealth {
        var health = SourceHealth(source: destination)
        (health.isPolled, health.isRecording) = (false, true)
        (health.lastAttempt, health.lastSuccess, health.error) = (lastAttempt, lastSuccess, error)
        if unsentCharts > 0 {
            health.note = "replicating: \(NumberFormat.count(unsentCharts, "chart")) with unsent snapshots"
        }
        return health
    }
}
