public import Market

/// An estimate of the downloads per day by rank, d(r) = b·r^(−a), computed from anchors, which are published downloads
/// at known ranks.
///
/// - b is the geometric mean of d·r^a over the anchors of this chart.
/// - a is fitted by least squares on the logarithms if at least five anchors span a factor of ten in rank; otherwise it
///   is the exponent in use for the kind of chart.
/// - The range is the estimate divided and multiplied by 1.8 with at least five anchors, otherwise by 3.0. Published
///   errors of the best services have a median of 20% and are usually 25 to 50%.
/// - Without an anchor there is no estimate, only the ratio between two ranks.
public struct RankDemand: Hashable, Sendable {
    /// Minimum number of anchors for a fit and a narrower range.
    public static let anchorsForFit = 5

    public let chart: Chart
    /// The exponent a.
    public let exponent: Double
    /// Whether the exponent was fitted instead of taken from `DemandExponent`.
    public let isFitted: Bool
    /// The demand at rank 1, b; `nil` if there are no anchors.
    public let scale: Double?
    /// The anchors that the estimate uses.
    public let anchors: [DemandAnchor]

    /// Creates a demand curve.
    ///
    /// - Parameter anchors: Anchors of any chart; those of other charts or without downloads are ignored.
    /// - Returns: `nil` if the kind of chart has no exponent and none can be fitted.
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

    /// Returns the fitted exponent; `nil` if there is too little data, or if downloads would increase with the rank
    /// number.
    private static func fittedExponent(_ points: [(rank: Double, downloads: Double)]) -> Double? {
        let ranks = points.map(\.rank)
        guard points.count >= anchorsForFit, let best = ranks.min(), let worst = ranks.max(),
            exponential(worst - best) >= 10 * (1 - 1e-12),
            let weights = LeastSquares.weights(points.map { ([1, $0.rank], $0.downloads) }), weights[1] < 0
        else { return nil }
        return -weights[1]
    }

    /// Creates a demand curve from the anchors valid at an instant.
    ///
    /// - Returns: `nil` if the kind of chart has no exponent and none can be fitted.
    public init?(of chart: Chart, anchors: [DemandAnchor], asOf instant: Timestamp) {
        self.init(of: chart, anchors: anchors.filter { $0.counts(at: instant) })
    }

    /// The factor by which the estimate is divided and multiplied to get its range.
    public var bandFactor: Double { anchors.count >= Self.anchorsForFit ? 1.8 : 3.0 }

    /// Returns the estimated downloads per day at a rank; `nil` if there are no anchors. The estimate must never be
    /// shown without its range.
    public func downloads(at rank: Rank) -> (point: Double, range: ClosedRange<Double>)? {
        scale.map { scale in
            let point = scale * index(at: rank)
            return (point, point / bandFactor...point * bandFactor)
        }
    }

    /// Returns the demand relative to rank 1: r^(−a).
    public func index(at rank: Rank) -> Double { power(Double(rank.value), -exponent) ?? 0 }
}
