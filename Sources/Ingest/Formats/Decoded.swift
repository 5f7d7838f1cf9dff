public import Market

/// What a document held, and what in it could not be used.
public struct Decoded: Sendable {
    public var charts: [DecodedChart]
    public var counts: [ReportedCount]
    public var warnings: [IngestError]
    /// How many documents it was: more than one where they were packed together.
    public var documents = 1
    /// Of documents packed together, how many could not be read; each has a warning.
    public var failedDocuments = 0
    /// Whether it is a part of what is packed in one file, and others come before or after it.
    public var isPart = false
    /// The charts of each document that holds any.
    public var documentCharts: [DocumentCharts] = []
    /// Of documents packed together, those that were skipped because they aren't data.
    public var skipped = SkippedFiles()

    public init(charts: [DecodedChart] = [], counts: [ReportedCount] = [], warnings: [IngestError] = []) {
        self.charts = charts
        self.counts = counts
        self.warnings = warnings
    }

    public var snapshots: [ChartSnapshot] { charts.map(\.snapshot) }
}

/// A chart as a document shows it, not judged yet.
public struct DecodedChart: Hashable, Sendable {
    public var snapshot: ChartSnapshot
    /// Why it cannot be the chart as it is, where the document itself gives that away, such as an id that stands twice.
    public var doubt: String?

    public init(_ snapshot: ChartSnapshot, doubt: String? = nil) {
        self.snapshot = snapshot
        self.doubt = doubt
    }
}
