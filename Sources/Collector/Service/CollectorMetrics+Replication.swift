import Market

extension CollectorMetrics {
    /// The metrics of the replication; empty if the archive isn't replicated.
    var replicationFamilies: [MetricFamily] {
        guard let replication else { return [] }
        return [
            MetricFamily(
                "launchtop_replication_lag_seconds",
                "Time for which the archive has had something to send to the engine; 0 if everything was sent.",
                value: replication.lag(at: now)
            ),
            MetricFamily(
                "launchtop_replication_unsent_charts",
                "Charts with snapshots that weren't sent to the engine.",
                value: Int64(replication.unsentCharts)
            ),
            MetricFamily(
                "launchtop_replication_ok",
                "Whether the last attempt to replicate succeeded.",
                value: replication.error == nil ? 1 : 0
            ),
            MetricFamily(
                "launchtop_replicated_snapshots",
                "Snapshots sent to the engine since the program started, including repeated ones.",
                kind: .counter,
                value: replication.snapshots
            ),
            MetricFamily(
                "launchtop_failed_replications",
                "Failed attempts to replicate since the program started.",
                kind: .counter,
                value: replication.failures
            ),
        ]
    }
}
