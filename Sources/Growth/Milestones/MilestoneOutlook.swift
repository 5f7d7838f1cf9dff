public import Market

/// The next threshold of downloads, how far it is, and when it will be reached if all goes on as it did.
public struct MilestoneOutlook: Sendable {
    /// When a threshold will be reached.
    public struct Arrival: Hashable, Sendable {
        /// By the upper end of the pace's spread, the 90th percentile of the last 14 days.
        public var earliest: Timestamp
        /// By the mean of the last seven days; a range where the total or that mean is one.
        public var expected: TimeRange
        /// By its lower end, the 10th percentile; `nil` where that is too slow to come there in ten years.
        public var latest: Timestamp?
    }

    /// How arrivals are reckoned, to be shown with each.
    public static let method = "mean of the last 7 days; range: 10th to 90th percentile of the last 14"
    /// What takes longer will not be foretold.
    static let farthest = 3_653.0

    public let threshold: Int
    /// The newest total as a share of the threshold, 0 to 1; nothing bounds it above where nothing bounds the total.
    public let share: ClosedRange<Double>?
    /// What certainly is done, as a share.
    public let leastShare: Double
    /// Downloads per day.
    public let pace: ClosedRange<Double>?
    /// How many days the pace is the mean of.
    public let daysInPace: Int
    /// The day at whose end the figures stand.
    public let asOf: Day
    /// How the total is known.
    public let kind: FigureKind
    /// `nil` where pace, its spread or total are unknown, where they are older than 14 days, where it takes more than
    /// ten years, where it should have been reached by now and nobody has said so, and where the app is no longer to be
    /// had.
    public let arrival: Arrival?

    /// - Parameters:
    ///   - thresholds: increasing.
    ///   - instant: now, to tell what is too old.
    ///   - hasEnded: whether the app is no longer to be had.
    /// - Returns: `nil` beyond the last threshold.
    public init?(
        _ pace: DownloadPace,
        thresholds: [Int] = MilestoneScale.downloads,
        asOf instant: Timestamp,
        hasEnded: Bool = false
    ) {
        let least = pace.total?.lowerBound ?? pace.least
        guard let threshold = thresholds.first(where: { Double($0) > least }) else { return nil }
        self.threshold = threshold
        share = pace.total.map { total in
            total.lowerBound / Double(threshold)...min(1, total.upperBound / Double(threshold))
        }
        leastShare = least / Double(threshold)
        self.pace = pace.mean
        daysInPace = pace.daysInMean
        asOf = pace.lastDay
        kind = pace.curve.kind
        let arrival = Self.arrival(at: Double(threshold), by: pace)
        let isFresh = instant - pace.lastDay.advanced(by: 1).start <= DownloadPace.longestSilence
        let isPassed = arrival.map { ($0.latest ?? $0.expected.end) < instant } ?? false
        self.arrival = isFresh && !isPassed && !hasEnded ? arrival : nil
    }

    private static func arrival(at threshold: Double, by pace: DownloadPace) -> Arrival? {
        guard let total = pace.total, let mean = pace.mean, let spread = pace.spread else { return nil }
        let most = threshold - total.lowerBound
        let fewest = max(0, threshold - total.upperBound)
        let end = pace.lastDay.advanced(by: 1).start
        guard let soon = instant(fewest, at: mean.upperBound, from: end),
            let late = instant(most, at: mean.lowerBound, from: end)
        else { return nil }
        // Where downloads surge or collapse the mean can lie outside of the percentiles.
        let earliest = min(soon, instant(fewest, at: spread.upperBound, from: end) ?? soon)
        let latest = instant(most, at: spread.lowerBound, from: end).map { max($0, late) }
        return Arrival(earliest: earliest, expected: TimeRange(soon, late), latest: latest)
    }

    private static func instant(_ downloads: Double, at pace: Double, from end: Timestamp) -> Timestamp? {
        guard downloads <= pace * farthest, pace > 0 else { return nil }
        return end + Int64((downloads / pace * Double(Day.secondsPerDay)).rounded())
    }
}
