import Market

/// The distribution of many launches' totals at each age, in one measure: minimum, quartiles and maximum.
///
/// Each statistic is a range, because totals are ranges: it extends from the statistic of the lower bounds to the
/// statistic of the upper bounds.
public struct CohortBand: Sendable {
    /// Minimum number of launches for a distribution. With fewer launches, the middle half would contain all of them.
    public static let minimumLaunches = 3
    /// The maximum ratio of a total's upper bound to its lower bound. Totals known less precisely are excluded, because
    /// the band would then show the uncertainty of the totals instead of the differences between launches.
    public static let widest = 3.0

    /// The distribution at one age.
    public struct Age: Hashable, Sendable {
        /// The number of days since the origin. The distribution applies to the totals at the end of the last of these
        /// days.
        public var days: Int
        /// The number of launches whose total is known precisely enough at this age. These aren't the same launches at
        /// every age.
        public var launches: Int
        public var minimum: ClosedRange<Double>
        public var lowerQuartile: ClosedRange<Double>
        public var median: ClosedRange<Double>
        public var upperQuartile: ClosedRange<Double>
        public var maximum: ClosedRange<Double>
    }

    public let measure: Measure
    /// The distributions at all ages at which at least three totals are known, in ascending order of age.
    public let ages: [Age]

    /// Creates a band.
    ///
    /// - Parameters:
    ///   - curves: The launches; those without totals in the measure are ignored.
    ///   - days: The maximum age in days, at least 1.
    /// - Complexity: O(days · curves · log curves).
    public init(of curves: [LaunchCurve], in measure: Measure, days: Int) {
        self.measure = measure
        let totals = curves.compactMap { $0.best(in: measure, like: $0.series) }
        let limit = min(max(0, days), DownloadCurve.longest)
        ages = (0..<limit).compactMap { day in
            let known = totals.compactMap { $0.total(atEndOf: day) }.filter {
                $0.lowerBound > 0 && $0.upperBound <= $0.lowerBound * Self.widest
            }
            guard known.count >= Self.minimumLaunches else { return nil }
            let lows = known.map(\.lowerBound).sorted()
            let highs = known.map(\.upperBound).sorted()
            func quantile(_ share: Double) -> ClosedRange<Double> {
                let low = Quantiles.quantile(share, ofSorted: lows) ?? 0
                return low...max(low, Quantiles.quantile(share, ofSorted: highs) ?? low)
            }
            return Age(
                days: day + 1,
                launches: known.count,
                minimum: quantile(0),
                lowerQuartile: quantile(0.25),
                median: quantile(0.5),
                upperQuartile: quantile(0.75),
                maximum: quantile(1)
            )
        }
    }

    public func age(_ days: Int) -> Age? { ages.first { $0.days == days } }
}
