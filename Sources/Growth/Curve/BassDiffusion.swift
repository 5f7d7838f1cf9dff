/// The diffusion model of F. Bass, A New Product Growth for Model Consumer Durables, Management Science 15(5), 1969.
///
/// N(t) = m · (1 − e^(−(p+q)t)) / (1 + (q/p) · e^(−(p+q)t)), steepest at t* = ln(q/p) / (p+q).
///
/// Before the peak, m isn't identified, because markets of any size fit the first days equally well. Fitting therefore
/// fails until then, and it's only done on request.
public struct BassDiffusion: Hashable, Sendable {
    /// Typical p and q per year, used as the starting point of a fit if ordinary least squares has no solution.
    public static let usualPerYear = (innovation: 0.03, imitation: 0.38)

    /// The final number of adopters, m.
    public let market: Double
    /// The share p of the remaining market that adopts independently, per period.
    public let innovation: Double
    /// The share q that adopts because others have adopted, per period.
    public let imitation: Double

    /// Creates a model.
    ///
    /// - Returns: `nil` unless all three parameters are positive and finite.
    public init?(market: Double, innovation: Double, imitation: Double) {
        guard [market, innovation, imitation].allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        self.market = market
        self.innovation = innovation
        self.imitation = imitation
    }

    /// Returns N(t), the number of adopters at a number of periods after the start; 0 before the start.
    public func total(after periods: Double) -> Double {
        guard periods > 0 else { return 0 }
        let decay = exponential(-(innovation + imitation) * periods)
        return market * (1 - decay) / (1 + imitation / innovation * decay)
    }

    /// Returns the number of new adopters in a period. The index of the first period is 0.
    public func added(in period: Int) -> Double {
        total(after: Double(period) + 1) - total(after: Double(period))
    }

    /// The time of highest adoption, t*, in periods after the start; `nil` if adoption is highest at the start.
    public var peak: Double? {
        guard imitation > innovation, let ratio = logarithm(imitation / innovation) else { return nil }
        return ratio / (innovation + imitation)
    }
}
