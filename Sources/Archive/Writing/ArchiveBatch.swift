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

    /// Received reviews, oldest first.
    public var reviews: [ReviewReading]

    /// The source's own text about what it has read, which replaces its earlier one; `nil` to keep that.
    public var state: String?

    public init(
        source: String,
        snapshots: [ChartSnapshot],
        counts: [ReportedCount] = [],
        listings: [ListingReading] = [],
        reviews: [ReviewReading] = [],
        state: String? = nil
    ) {
        self.source = source
        self.snapshots = snapshots
        self.counts = counts
        self.listings = listings
        self.reviews = reviews
        self.state = state
    }

    public var isEmpty: Bool { snapshots.isEmpty && !hasOtherData }

    /// Whether the batch has anything but snapshots.
    var hasOtherData: Bool { !counts.isEmpty || !listings.isEmpty || !reviews.isEmpty || state != nil }
}
