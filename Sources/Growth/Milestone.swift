public import Market

/// A threshold, and the time at which it was reached according to one kind of figure.
public struct Milestone: Hashable, Sendable {
    public var metric: Metric
    /// The number of downloads, or the rank to reach.
    public var threshold: Int
    /// The chart of a rank milestone; `nil` for other metrics.
    public var chart: Chart?
    /// The earliest possible time at which the threshold was reached; `nil` if there is no limit.
    public var earliest: Timestamp?
    /// The time by which the threshold had certainly been reached.
    public var latest: Timestamp
    public var kind: FigureKind
    public var source: String

    public init(
        metric: Metric,
        threshold: Int,
        chart: Chart? = nil,
        earliest: Timestamp?,
        latest: Timestamp,
        kind: FigureKind,
        source: String
    ) {
        (self.metric, self.threshold, self.chart) = (metric, threshold, chart)
        (self.earliest, self.latest) = (earliest, latest)
        (self.kind, self.source) = (kind, source)
    }

    /// The value of `source` for milestones found in recorded snapshots.
    static let recordedSource = "chart snapshot"

    /// Whether the milestone was found in recorded snapshots rather than in a publication.
    public var isRecorded: Bool { metric == .rank && source == Self.recordedSource }

    /// The day on which the threshold was reached; `nil` if it may have been reached on several days.
    public var day: Day? { earliest?.day == latest.day ? latest.day : nil }
}

/// The standard milestone thresholds.
public enum MilestoneScale {
    public static let downloads = [
        10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000,
    ]
    /// Returns the standard download thresholds and the user's own thresholds, in ascending order and without
    /// duplicates. Numbers that aren't positive are ignored.
    public static func downloads(with own: [Int]) -> [Int] {
        Set(downloads + own.filter { $0 > 0 }).sorted()
    }

    /// Rank thresholds, worst first.
    public static let ranks = [100, 50, 10, 3, 1]
}
