public import Market

/// What one look at a source gave, kept whole or not at all.
public struct ArchiveBatch: Sendable {
    /// What the source is called.
    public var source: String
    public var snapshots: [ChartSnapshot]
    /// In the order in which they were told.
    public var counts: [ReportedCount]

    public init(source: String, snapshots: [ChartSnapshot], counts: [ReportedCount] = []) {
        self.source = source
        self.snapshots = snapshots
        self.counts = counts
    }

    public var isEmpty: Bool { snapshots.isEmpty && counts.isEmpty }
}
