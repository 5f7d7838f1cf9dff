public import Market

/// How demand grew, as a move in a chart implies it: g = a·ln(r(t−w) / r(t)) / w, from d(r) = b·r^(−a).
///
/// It is what to sort risers by: five places at #180 are not five places at #8. The scale b drops out, so it needs no
/// downloads. A chart that loses or gains demand as a whole moves nothing and is not seen.
public struct DemandGrowth: Hashable, Sendable {
    /// Growth of the logarithm of demand per day; negative where it fell.
    public let rate: Double
    /// Demand at the end as a multiple of that at the start.
    public let factor: Double
    /// The multiple by the exponents in use, and the one it was reckoned with.
    public let range: ClosedRange<Double>

    /// - Parameters:
    ///   - seconds: from the one rank to the other.
    ///   - exponent: a, as of `DemandExponent`.
    /// - Returns: `nil` where no time has passed.
    public init?(from earlier: Rank, to later: Rank, seconds: Int64, exponent: Double) {
        guard seconds > 0, exponent.isFinite,
            let logarithm = logarithm(Double(earlier.value) / Double(later.value))
        else { return nil }
        rate = exponent * logarithm * Double(Day.secondsPerDay) / Double(seconds)
        factor = exponential(exponent * logarithm)
        let exponents = [exponent, DemandExponent.inUse.lowerBound, DemandExponent.inUse.upperBound]
        let factors = exponents.map { exponential($0 * logarithm) }
        range = (factors.min() ?? factor)...(factors.max() ?? factor)
    }

    /// With the exponent in use for the chart.
    ///
    /// - Returns: `nil` also where the chart has none.
    public init?(from earlier: Rank, to later: Rank, seconds: Int64, in chart: Chart) {
        guard let exponent = DemandExponent.typical(of: chart.kind, in: chart.store) else { return nil }
        self.init(from: earlier, to: later, seconds: seconds, exponent: exponent)
    }
}
