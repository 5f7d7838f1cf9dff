public import Market

/// What one look at a source gave, kept whole or not at all.
public struct ArchiveBatch: Sendable {
    /// What the source is called.
    public var source: String
    public var snapshots: [ChartSnapshot]
    /// In the order in which they were told.
    public var counts: [ArchivedCount]

    public init(source: String, snapshots: [ChartSnapshot], counts: [ArchivedCount] = []) {
        self.source = source
        self.snapshots = snapshots
        self.counts = counts
    }

    public var isEmpty: Bool { snapshots.isEmpty && counts.isEmpty }
}

/// A count, and where the app is sold of which it is.
public struct ArchivedCount: Sendable {
    public var counter: Counter
    public var store: Store
    public var count: Count

    public init(_ count: Count, of counter: Counter, in store: Store) {
        self.count = count
        self.counter = counter
        self.store = store
    }
}
