public import Market

/// The next download threshold, the progress toward it, and the projected time at which it's reached.
public struct MilestoneOutlook: Sendable {
    /// The projected time at which a threshold is reached.
    public struct Arrival: Hashable, Sendable {
        /// The projected time if downloads continue at the upper end of the pace's range, the 90th percentile of the
        /// last 14 days.
        public var earliest: Timestamp
        /// The projected time if downloads continue at the mean pace of the last seven days. This is a range if the
        /// total or the mean is one.
        public var expected: TimeRange
        /// The projected time if downloads continue at the lower end of the pace's range, the 10th percentile; `nil` if
        /// reaching the threshold takes more than ten years.
        public var latest: Timestamp?

        /// Returns the arrival without the times before `instant`, at which the threshold hasn't been reached.
        func notBefore(_ instant: Timestamp) -> Arrival {
            let expected = TimeRange(max(instant, expected.start), max(instant, expected.end))
            return Arrival(earliest: max(instant, earliest), expected: expected, latest: latest)
        }
    }

    /// The description of the projection method, which is shown with each projection.
    public static let method = "from the mean of the last 7 days; range: 10th to 90th percentile of the last 14"
    /// Maximum number of days to project.
    static let farthest = 3_653.0

    public let threshold: Int
    /// The newest total as a share of the threshold, 0 to 1; `nil` if the total has no upper bound.
    public let share: ClosedRange<Double>?
    /// The lower bound of the share, which is known even if the total has no upper bound.
    public let minimumShare: Double
    /// The day at whose end the figures apply.
    public let asOf: Day
    /// The projection; `nil` if the pace, its range or the total is unknown or older than 14 days, if it would take
    /// more than ten years, if the threshold should already have been reached according to the pace, or if the app is
    /// no longer available.
    public let arrival: Arrival?

    /// Creates an outlook.
    ///
    /// - Parameters:
    ///   - thresholds: The thresholds in ascending order.
    ///   - instant: The current time, used to detect outdated figures.
    ///   - hasEnded: Whether the app is no longer available.
    /// - Returns: `nil` beyond the last threshold.
    public init?(
        _ pace: DownloadPace,
        thresholds: [Int] = MilestoneScale.downloads,
        asOf instant: Timestamp,
        hasEnded: Bool = false
    ) {
        let minimum = pace.total?.lowerBound ?? pace.minimum
        guard let threshold = thresholds.first(where: { Double($0) > minimum }) else { return nil }
        self.threshold = threshold
        share = pace.total.map { total in
            total.lowerBound / Double(threshold)...min(1, total.upperBound / Double(threshold))
        }
        minimumShare = minimum / Double(threshold)
        asOf = pace.lastDay
        let arrival = Self.arrival(at: Double(threshold), by: pace)
        let isFresh = instant - pace.lastDay.advanced(by: 1).start <= DownloadPace.longestSilence
        let isPassed = arrival.map { ($0.latest ?? $0.expected.end) < instant } ?? false
        self.arrival = isFresh && !isPassed && !hasEnded ? arrival?.notBefore(instant) : nil
    }

    private static func arrival(at threshold: Double, by pace: DownloadPace) -> Arrival? {
        guard let total = pace.total, let mean = pace.mean, let spread = pace.spread else { return nil }
        let maximum = threshold - total.lowerBound
        let fewest = max(0, threshold - total.upperBound)
        let end = pace.lastDay.advanced(by: 1).start
        guard let soon = instant(fewest, at: mean.upperBound, from: end),
            let late = instant(maximum, at: mean.lowerBound, from: end)
        else { return nil }
        // If downloads surge or collapse, the mean may be outside the percentiles.
        let earliest = min(soon, instant(fewest, at: spread.upperBound, from: end) ?? soon)
        let latest = instant(maximum, at: spread.lowerBound, from: end).map { max($0, late) }
        return Arrival(earliest: earliest, expected: TimeRange(soon, late), latest: latest)
    }

    private static func instant(_ downloads: Double, at pace: Double, from end: Timestamp) -> Timestamp? {
        guard downloads <= pace * farthest, pace > 0 else { return nil }
        return end + Int64((downloads / pace * Double(Day.secondsPerDay)).rounded())
    }
}
