public import Market

/// How fast downloads come, from a curve up to its last day.
///
/// All figures are ranges, because a curve is: the least and the most that the published days allow. A figure is `nil`
/// where a day that it needs is known to nobody: a missing day is not a day without downloads.
///
/// D is the total, d the downloads of a day, w a window in days, t the end of the last day.
public struct DownloadPace: Sendable {
    /// Days whose mean is the pace.
    public static let meanDays = 7
    /// Days among which the 10th and the 90th percentile are sought.
    public static let spreadDays = 14
    /// Fewer days have no percentiles, and one has no spread.
    static let leastPercentileDays = 4

    public let curve: DownloadCurve
    /// The last day of which anything is known, counted from day 0.
    public let last: Int

    /// - Parameter curve: of complete days.
    /// - Returns: `nil` where nothing is known of any day.
    public init?(of curve: DownloadCurve) {
        guard let last = curve.lastDay else { return nil }
        self.curve = curve
        self.last = last
    }

    /// The last day of which anything is known.
    public var lastDay: Day { curve.day0.advanced(by: last) }

    /// D(t); `nil` where nothing bounds it above, as after a day that nobody reported.
    public var total: ClosedRange<Double>? { curve.total(atEndOf: last) }

    /// What D(t) certainly is.
    public var least: Double { curve.least(atEndOf: last) ?? 0 }

    /// Downloads per day over a window, (D(t) − D(t − w)) / w.
    ///
    /// - Parameters:
    ///   - days: w; `nil` comes back where it is below 1 or reaches back before day 0.
    ///   - before: days between the end of the window and t.
    /// - Complexity: O(sums of days).
    public func velocity(days: Int, before: Int = 0) -> ClosedRange<Double>? {
        let (end, passed) = last.subtractingReportingOverflow(before)
        guard days >= 1, !passed, end <= last, days <= end + 1 else { return nil }
        return curve.added(during: end - days + 1...end).map { $0 / Double(days) }
    }

    /// The same per hour.
    public func hourlyVelocity(days: Int) -> ClosedRange<Double>? { velocity(days: days).map { $0 / 24 } }

    /// Downloads per day, per day: (v(t) − v(t − w)) / w.
    public func acceleration(days: Int) -> ClosedRange<Double>? {
        guard let now = velocity(days: days), let then = velocity(days: days, before: days) else { return nil }
        return (now.lowerBound - then.upperBound) / Double(days)...(now.upperBound - then.lowerBound) / Double(days)
    }

    /// Days in which the downloads of a day double: w·ln 2 / ln(d(t) / d(t − w)).
    ///
    /// - Returns: `nil` where they do not certainly grow.
    public func doublingTime(days: Int) -> ClosedRange<Double>? {
        guard days >= 1, let now = velocity(days: 1), let then = velocity(days: 1, before: days),
            then.lowerBound > 0, now.lowerBound > then.upperBound,
            let slowest = logarithm(now.lowerBound / then.upperBound),
            let fastest = logarithm(now.upperBound / then.lowerBound),
            let two = logarithm(2)
        else { return nil }
        return Double(days) * two / fastest...Double(days) * two / slowest
    }

    /// Mean of the last seven days, or of as many as there are since day 0.
    public var mean: ClosedRange<Double>? { velocity(days: min(Self.meanDays, last + 1)) }

    /// How many days `mean` is of.
    public var daysInMean: Int { min(Self.meanDays, last + 1) }

    /// From the 10th percentile of the least that each of the last 14 days can have been, to the 90th of the most; of two
    /// or three days from the least to the most.
    ///
    /// - Returns: `nil` where fewer than two of them are known.
    public var spread: ClosedRange<Double>? {
        let days = (max(0, last - Self.spreadDays + 1)...last).compactMap { curve.added(during: $0...$0) }
        let share = days.count < Self.leastPercentileDays ? 0 : 0.1
        guard days.count >= 2,
            let low = Quantiles.quantile(share, ofSorted: days.map(\.lowerBound).sorted()),
            let high = Quantiles.quantile(1 - share, ofSorted: days.map(\.upperBound).sorted())
        else { return nil }
        return low...max(low, high)
    }
}

extension ClosedRange<Double> {
    /// Both ends divided by a number above zero.
    static func / (range: ClosedRange<Double>, divisor: Double) -> ClosedRange<Double> {
        range.lowerBound / divisor...range.upperBound / divisor
    }
}
