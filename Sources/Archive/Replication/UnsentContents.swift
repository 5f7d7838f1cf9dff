public import Market
public import TimeSeries

/// The rows of a batch, as they are in the archive when they are read.
public struct UnsentContents: Sendable {
    /// The unsent rankings of a chart.
    public struct Slice: Sendable {
        public var chart: Chart
        /// The start of the time range. Earlier times of a ranking have been sent before.
        public var first: Int64
        /// The rankings in order of time, with the catalog's app numbers as ids.
        public var frames: [RankingFrame]
    }

    /// A name of an app in a storefront.
    public struct Name: Sendable {
        public var app: AppID
        public var store: Store
        public var storefront: Storefront
        public var since: Int64
        /// The name; `nil` if it no longer applies, because the period of the name changed.
        public var span: ValueHistory<AppName>.Span?
    }

    /// A count with its position among the counts of several days in the archive; `nil` for the count of a single day, of
    /// which only the newest is stored.
    public struct NumberedCount: Sendable {
        public var report: ReportedCount
        public var number: Int64?
    }

    public var slices: [Slice] = []
    public var apps: [UInt32: AppID] = [:]
    public var names: [Name] = []
    public var counts: [NumberedCount] = []
    public var listings: [(app: AppID, storefront: Storefront, point: ListingPoint)] = []
    public var sources: [ArchiveCatalog.ChartSource] = []
    /// Errors for data that can't be read.
    public var problems: [ArchiveError] = []
}
