public import Input
public import Market

/// The contents of a document, and warnings about what was skipped.
public struct Decoded: Sendable {
    public var charts: [DecodedChart]
    public var counts: [ReportedCount]
    public var warnings: [InputError]
    /// Number of documents, which may exceed one for a container.
    public var documents = 1
    /// Number of documents in a container that couldn't be read; each has a warning.
    public var failedDocuments = 0
    /// The charts of each document that contains any.
    public var documentCharts: [DocumentCharts] = []
    /// Files in a container that were skipped because they aren't data.
    public var skipped = SkippedFiles()

    public init(charts: [DecodedChart] = [], counts: [ReportedCount] = [], warnings: [InputError] = []) {
        self.charts = charts
        self.counts = counts
        self.warnings = warnings
    }
}

/// A snapshot from a document, before validation.
public struct DecodedChart: Hashable, Sendable {
    public var snapshot: ChartSnapshot
    /// The reason to quarantine the snapshot if the document itself shows one, such as duplicate ids; otherwise `nil`.
    public var quarantineReason: String?
    /// Whether the snapshot is one of a series whose points have their own times, so that polling the document again
    /// doesn't confirm it.
    public var hasOwnTime = false

    public init(_ snapshot: ChartSnapshot, quarantineReason: String? = nil) {
        self.snapshot = snapshot
        self.quarantineReason = quarantineReason
    }
}

/// The charts in a document.
public struct DocumentCharts: Hashable, Sendable {
    /// The name of the document in errors.
    public var origin: String
    public var charts: Set<Chart>

    public init(origin: String, charts: Set<Chart>) {
        self.origin = origin
        self.charts = charts
    }
}
