public import Market

/// A day on which both a rank and a number of downloads are known: what ties ranks to downloads.
public struct DemandAnchor: Hashable, Sendable {
    public var chart: Chart
    public var rank: Rank
    /// In one day.
    public var downloads: Double
    /// As precise as it is known: `2022-04-26`, `2022`.
    public var date: String
    public var source: String

    public init(chart: Chart, rank: Rank, downloads: Double, date: String, source: String) {
        self.chart = chart
        self.rank = rank
        self.downloads = downloads
        self.date = date
        self.source = source
    }
}
