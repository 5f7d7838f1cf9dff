public import Market

/// Downloads a day by rank, d(r) = b·r^(−a), as far as anchors allow.
///
/// - b is the geometric mean of d·r^a over the anchors of this chart and no other.
/// - a is fitted by least squares on the logarithms where at least five anchors span a factor of ten in rank; else it is
///   the one in use for the kind of chart.
/// - The band is the point divided and multiplied by 1.8 with five anchors or more, by 3.0 with fewer. Published errors
///   of the best services are 20 % in the median and 25 to 50 % as a rule.
/// - Without an anchor there is no figure, only how two ranks compare.
public struct RankDemand: Hashable, Sendable {
    /// Fewer make no fit and a wider band.
    public static let anchorsForFit = 5

    public let chart: Chart
    /// a.
    public let exponent: Double
    /// Whether a was fitted, and not taken from `DemandExponent`.
    public let isFitted: Bool
    /// b, what rank 1 stands for; `nil` without an anchor.
    public let scale: Double?
    /// What the estimate rests on.
    public let anchors: [DemandAnchor]

    /// - Parameter anchors: of any charts; those of others, and those that are not above zero, are passed over.
    /// - Returns: `nil` where the chart's kind has no exponent and there is none to be fitted.
    /// - Complexity: O(anchors).
    public init?(of chart: Chart, anchors: [DemandAnchor]) {
        let usable = anchors.filter { $0.chart == chart && $0.downloads > 0 && $0.downloads.isFinite }
        let points = usable.compactMap { anchor in
            logarithm(Double(anchor.rank.value)).flatMap { rank in
                logarithm(anchor.downloads).map { (rank: rank, downloads: $0) }
            }
        }
        let fitted = Self.fittedExponent(points)
        guard let exponent = fitted ?? DemandExponent.typical(of: chart.kind, in: chart.store) else { return nil }
        self.chart = chart
        self.anchors = usable
        self.exponent = exponent
        isFitted = fitted != nil
        let logarithms = points.map { $0.downloads + exponent * $0.rank }
        scale = logarithms.isEmpty ? nil : exponential(logarithms.reduce(0, +) / Double(logarithms.count))
    }

    /// `nil` where there is too little to fit, or where downloads would grow with the number of the rank.
    private static func fittedExponent(_ points: [(rank: Double, downloads: Double)]) -> Double? {
        let ranks = points.map(\.rank)
        guard points.count >= anchorsForFit, let best = ranks.min(), let worst = ranks.max(),
            exponential(worst - best) >= 10 * (1 - 1e-12),
            let weights = LeastSquares.weights(points.map { ([1, $0.rank], $0.downloads) }), weights[1] < 0
        else { return nil }
        return -weights[1]
    }

    /// With the anchors that count at an instant.
    ///
    /// - Returns: `nil` where the chart's kind has no exponent and there is none to be fitted.
    public init?(of chart: Chart, anchors: [DemandAnchor], asOf instant: Timestamp) {
        self.init(of: chart, anchors: anchors.filter { $0.counts(at: instant) })
    }

    /// By what the point is divided and multiplied.
    public var bandFactor: Double { anchors.count >= Self.anchorsForFit ? 1.8 : 3.0 }

    /// Estimated downloads in a day at a rank; `nil` without an anchor. Never to be shown without its range.
    public func downloads(at rank: Rank) -> (point: Double, range: ClosedRange<Double>)? {
        scale.map { scale in
            let point = scale * index(at: rank)
            return (point, point / bandFactor...point * bandFactor)
        }
    }

    /// Demand as a share of that of rank 1: r^(−a).
    public func index(at rank: Rank) -> Double { power(Double(rank.value), -exponent) ?? 0 }

    /// How many times the demand of `other` that of `rank` is.
    public func multiple(of rank: Rank, over other: Rank) -> Double { index(at: rank) / index(at: other) }
}
