public import Market

/// The growth of demand implied by a rank change: g = a·ln(r(t−w) / r(t)) / w, from d(r) = b·r^(−a).
///
/// It's useful for sorting risers, because five ranks gained at #180 mean less growth than five at #8. The scale b
/// cancels out, so no downloads are needed. Changes in the demand of a whole chart don't change ranks and can't be
/// detected.
public struct DemandGrowth: Hashable, Sendable {
    /// Growth of the logarithm of demand per day; negative if demand fell.
    public let rate: Double
    /// Demand at the end as a multiple of demand at the start.
    public let factor: Double
    /// The range of the multiple for the exponents in use, which includes ``factor``.
    public let range: ClosedRange<Double>

    /// Computes the growth between two ranks.
    ///
    /// - Parameters:
    ///   - seconds: The time between the two ranks, in seconds.
    ///   - exponent: The exponent a, as in `DemandExponent`.
    /// - Returns: `nil` if `seconds` isn't positive or `exponent` isn't finite.
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
}
