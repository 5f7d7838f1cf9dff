public import Market

/// What one look at a source gave, kept whole or not at all.
public struct ArchiveBatch: Sendable {
    /// What the source is called.
    public var source: String
    public var snapshots: [ChartSnapshot]

    public init(source: String, snapshots: [ChartSnapshot]) {
        self.source = source
        self.snapshots = snapshots
    }
}
