public import Market

/// A threshold, and when it was passed as far as a kind of source can tell.
public struct Milestone: Hashable, Sendable {
    public var metric: Metric
    /// Downloads to reach, or the rank to stand at or above.
    public var threshold: Int
    /// For a rank: in which chart.
    public var chart: Chart?
    /// The first instant at which it can have been true; `nil` where it may have been for any time before.
    public var earliest: Timestamp?
    /// The instant from which on it certainly was.
    public var latest: Timestamp
    public var kind: FigureKind
    public var source: String

    /// The day it happened on, where that is known to the day.
    public var day: Day? { earliest?.day == latest.day ? latest.day : nil }
}

/// The thresholds that launches are remembered by.
public enum MilestoneScale {
    public static let downloads = [
        10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000,
    ]
    /// Those and one's own, increasing, each once; what is not above zero is no threshold.
    public static func downloads(with own: [Int]) -> [Int] {
        Set(downloads + own.filter { $0 > 0 }).sorted()
    }

    /// From the first sight of an app to the top of a chart.
    public static let ranks = [100, 50, 10, 3, 1]
}
