public import Market

/// The part of an archive that is still being loaded.
public struct PendingHistory: Hashable, Sendable {
    /// The number of charts in the archive.
    public var charts: Int
    /// The number of charts of which nothing is loaded yet.
    public var unloadedCharts: Int
    /// The number of charts of which only the newest snapshots are loaded.
    public var incompleteCharts: Int
    /// The time of the newest snapshot in the archive when it was opened; `nil` if unknown. Snapshots of charts that
    /// are loaded later aren't new if they aren't newer.
    public var newest: Timestamp?
    /// The time range of all snapshots, loaded or not; `nil` if unknown.
    public var span: TimeRange?

    public init(
        charts: Int,
        unloadedCharts: Int,
        incompleteCharts: Int,
        newest: Timestamp?,
        span: TimeRange? = nil
    ) {
        self.span = span
        self.charts = charts
        self.unloadedCharts = unloadedCharts
        self.incompleteCharts = incompleteCharts
        self.newest = newest
    }
}
