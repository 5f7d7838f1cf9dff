public import Market

/// A total extrapolated from the last report to a later instant. It's a derived figure and must be marked as such.
public struct RunningTotal: Hashable, Sendable {
    /// The total at the mean pace of the last seven days.
    public var expected: ClosedRange<Double>
    /// The total at the 10th and at the 90th percentile of the daily downloads in the last 14 days.
    public var range: ClosedRange<Double>
    /// The kind of the total: `derived`, or the kind of the last total if no time has passed since.
    public var kind: FigureKind
}

extension DownloadPace {
    /// The number of seconds without a figure after which nothing is extrapolated: 14 days.
    public static let longestSilence: Int64 = 14 * Day.secondsPerDay

    /// Returns the total at an instant: the last known total plus the pace times the elapsed time.
    ///
    /// - Returns: `nil` before the end of the last known day, more than 14 days after it, or if the total or the pace
    ///   is unknown.
    public func total(at instant: Timestamp) -> RunningTotal? {
        let known = lastDay.advanced(by: 1).start
        // Figures apply from the last second of their day.
        guard let total, instant >= lastDay.lastSecond, instant - known <= Self.longestSilence else { return nil }
        let days = Double(max(0, instant - known)) / Double(Day.secondsPerDay)
        guard days > 0 else { return RunningTotal(expected: total, range: total, kind: curve.kind) }
        guard let mean, let spread else { return nil }
        let expected = total.lowerBound + mean.lowerBound * days...total.upperBound + mean.upperBound * days
        let low = min(expected.lowerBound, total.lowerBound + spread.lowerBound * days)
        let high = max(expected.upperBound, total.upperBound + spread.upperBound * days)
        return RunningTotal(expected: expected, range: low...high, kind: .derived)
    }
}
