public import Market

/// A threshold, and when it was passed according to one kind of figure.
public struct Milestone: Hashable, Sendable {
    public var metric: Metric
    /// The number of downloads, or the rank to reach.
    public var threshold: Int
    /// The chart of a rank milestone; `nil` for other metrics.
    public var chart: Chart?
    /// The earliest possible time; `nil` if unlimited.
    public var earliest: Timestamp?
    /// The time from which it was certainly reached.
    public var latest: Timestamp
    public var kind: FigureKind
    public var source: String

    /// The source of milestones found in recorded snapshots.
    static let recordedSource = "chart snapshot"

    /// Whether it was found in recorded snapshots rather than in a publication.
    public var isRecorded: Bool { metric == .rank && source == Self.recordedSource }

    /// The day on which it was reached, if known to the day.
    public var day: Day? { earliest?.day == latest.day ? latest.day : nil }
}

/// The standard thresholds.
public enum MilestoneScale {
    public static let downloads = [
        10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000,
    ]
    /// Returns the standard thresholds and the user's own, increasing, without duplicates; numbers that aren't positive
    /// are ignored.
    public static func downloads(with own: [Int]) -> [Int] {
        Set(downloads + own.filter { $0 > 0 }).sorted()
    }

    /// Rank thresholds, worst first.
    public static let ranks = [100, 50, 10, 3, 1]
}
