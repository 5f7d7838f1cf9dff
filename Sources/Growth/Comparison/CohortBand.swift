import Market

/// Where a launch stands among many: least, quartiles and most of their totals at each age, in one measure.
///
/// Each of these is a range, since the totals are: the order statistic of the least that each can have been, and that of
/// the most.
public struct CohortBand: Sendable {
    /// Of fewer launches the middle half is no other than all of them.
    public static let leastLaunches = 3
    /// A total that is not known within this factor takes no part: what lies between nothing and a later total, or
    /// between totals far apart, would make a band of bounds and not of launches.
    public static let widest = 3.0

    /// One age.
    public struct Age: Hashable, Sendable {
        /// N of C_N.
        public var days: Int
        /// Launches whose total is known well enough at this age: not always the same ones.
        public var launches: Int
        public var least: ClosedRange<Double>
        public var lowerQuartile: ClosedRange<Double>
        public var median: ClosedRange<Double>
        public var upperQuartile: ClosedRange<Double>
        public var most: ClosedRange<Double>
    }

    public let measure: Measure
    /// Ages at which at least three launches are known, increasing.
    public let ages: [Age]

    /// - Parameters:
    ///   - curves: those without totals of the measure are passed over.
    ///   - days: the greatest age, 1 and up.
    /// - Complexity: O(days · curves · log curves).
    public init(of curves: [LaunchCurve], in measure: Measure, days: Int) {
        self.measure = measure
        let totals = curves.compactMap { $0.best(in: measure, like: $0.series) }
        let limit = min(max(0, days), DownloadCurve.longest)
        ages = (0..<limit).compactMap { day in
            let known = totals.compactMap { $0.total(atEndOf: day) }.filter {
                $0.lowerBound > 0 && $0.upperBound <= $0.lowerBound * Self.widest
            }
            guard known.count >= Self.leastLaunches else { return nil }
            let lows = known.map(\.lowerBound).sorted()
            let highs = known.map(\.upperBound).sorted()
            func quantile(_ share: Double) -> ClosedRange<Double> {
                let low = Quantiles.quantile(share, ofSorted: lows) ?? 0
                return low...max(low, Quantiles.quantile(share, ofSorted: highs) ?? low)
            }
            return Age(
                days: day + 1,
                launches: known.count,
                least: quantile(0),
                lowerQuartile: quantile(0.25),
                median: quantile(0.5),
                upperQuartile: quantile(0.75),
                most: quantile(1)
            )
        }
    }

    public func age(_ days: Int) -> Age? { ages.first { $0.days == days } }
}
