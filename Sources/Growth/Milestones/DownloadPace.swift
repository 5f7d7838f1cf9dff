public import Market

/// The pace of downloads, computed from a curve up to its last day.
///
/// All figures are ranges, because a curve has a lower and an upper bound. A figure is `nil` if a day it needs is
/// unknown: a missing day isn't a day without downloads.
///
/// D is the total, d the downloads of a day, w a window in days, t the end of the last day.
public struct DownloadPace: Sendable {
    /// Number of days that are averaged for the mean pace.
    public static let meanDays = 7
    /// Number of days from which the 10th and 90th percentiles are computed.
    public static let spreadDays = 14
    /// Minimum number of days for percentiles. With two or three days, minimum and maximum are used.
    static let minimumPercentileDays = 4

    public let curve: DownloadCurve
    /// The last day with data, counted from day 0.
    public let last: Int

    /// Creates a pace.
    ///
    /// - Parameter curve: A curve of complete days.
    /// - Returns: `nil` if no day has data.
    public init?(of curve: DownloadCurve) {
        guard let last = curve.lastDay else { return nil }
        self.curve = curve
        self.last = last
    }

    /// The last day with data.
    public var lastDay: Day { curve.day0.advanced(by: last) }

    /// The total D(t); `nil` if it has no upper bound, for example after a day without a report.
    public var total: ClosedRange<Double>? { curve.total(atEndOf: last) }

    /// The lower bound of D(t).
    public var minimum: Double { curve.minimum(atEndOf: last) ?? 0 }

    /// Returns the downloads per day over a window, (D(t) − D(t − w)) / w.
    ///
    /// - Parameters:
    ///   - days: The window w; the result is `nil` if w is below 1 or the window starts before day 0.
    ///   - before: The number of days between the end of the window and t.
    /// - Complexity: O(sums of days).
    public func velocity(days: Int, before: Int = 0) -> ClosedRange<Double>? {
        let (end, passed) = last.subtractingReportingOverflow(before)
        guard days >= 1, !passed, end <= last, days <= end + 1 else { return nil }
        return curve.added(during: end - days + 1...end).map { $0 / Double(days) }
    }

    /// Returns the downloads per hour over a window.
    public func hourlyVelocity(days: Int) -> ClosedRange<Double>? { velocity(days: days).map { $0 / 24 } }

    /// Returns the change in downloads per day, per day: (v(t) − v(t − w)) / w.
    public func acceleration(days: Int) -> ClosedRange<Double>? {
        guard let now = velocity(days: days), let then = velocity(days: days, before: days) else { return nil }
        return (now.lowerBound - then.upperBound) / Double(days)...(now.upperBound - then.lowerBound) / Double(days)
    }

    /// Returns the number of days in which daily downloads double: w·ln 2 / ln(d(t) / d(t − w)).
    ///
    /// - Returns: `nil` unless daily downloads certainly grow.
    public func doublingTime(days: Int) -> ClosedRange<Double>? {
        guard days >= 1, let now = velocity(days: 1), let then = velocity(days: 1, before: days),
            then.lowerBound > 0, now.lowerBound > then.upperBound,
            let slowest = logarithm(now.lowerBound / then.upperBound),
            let fastest = logarithm(now.upperBound / then.lowerBound),
            let two = logarithm(2)
        else { return nil }
        return Double(days) * two / fastest...Double(days) * two / slowest
    }

    /// The mean downloads per day over the last seven days, or over all days since day 0 if there are fewer.
    public var mean: ClosedRange<Double>? { velocity(days: min(Self.meanDays, last + 1)) }

    /// The number of days that `mean` covers.
    public var daysInMean: Int { min(Self.meanDays, last + 1) }

    /// The range from the 10th percentile of the lower bounds of the last 14 days to the 90th of the upper bounds; with
    /// two or three days, from minimum to maximum.
    ///
    /// `nil` if fewer than two of these days are known.
    public var spread: ClosedRange<Double>? {
        let days = (max(0, last - Self.spreadDays + 1)...last).compactMap { curve.added(during: $0...$0) }
        let share = days.count < Self.minimumPercentileDays ? 0 : 0.1
        guard days.count >= 2,
            let low = Quantiles.quantile(share, ofSorted: days.map(\.lowerBound).sorted()),
            let high = Quantiles.quantile(1 - share, ofSorted: days.map(\.upperBound).sorted())
        else { return nil }
        return low...max(low, high)
    }
}

extension ClosedRange<Double> {
    /// Divides both bounds by a positive number.
    static func / (range: ClosedRange<Double>, divisor: Double) -> ClosedRange<Double> {
        range.lowerBound / divisor...range.upperBound / divisor
    }
}
