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

    /// The source's own text about what it has read, which replaces its earlier one; `nil` to keep that.
    public var state: String?

    public init(
        source: String,
        snapshots: [ChartSnapshot],
        counts: [ReportedCount] = [],
        listings: [ListingReading] = [],
        state: String? = nil
    ) {
        self.source = source
        self.snapshots = snapshots
        self.counts = counts
        self.listings = listings
        self.state = state
    }

    public var isEmpty: Bool { snapshots.isEmpty && counts.isEmpty && listings.isEmpty && state == nil }
}
