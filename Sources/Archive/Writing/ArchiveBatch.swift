public import Market

/// The result of one poll of a source, stored completely or not at all.
public struct ArchiveBatch: Sendable {
    /// The label of the source.
    public var source: String
    public var snapshots: [ChartSnapshot]
    /// Counts in the order in which they were reported.
    public var counts: [ReportedCount]

    /// Readings of listings, oldest first.
    public var listings: [ListingReading]

    public init(
        source: String,
        snapshots: [ChartSnapshot],
        counts: [ReportedCount] = [],
        listings: [ListingReading] = []
    ) {
        self.source = source
        self.snapshots = snapshots
        self.counts = counts
        self.listings = listings
    }

    public var isEmpty: Bool { snapshots.isEmpty && counts.isEmpty && listings.isEmpty }
}
