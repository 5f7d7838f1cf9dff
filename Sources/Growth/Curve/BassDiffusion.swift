/// The spread of something new through a market: F. Bass, A New Product Growth for Model Consumer Durables, Management
/// Science 15(5), 1969.
///
/// N(t) = m · (1 − e^(−(p+q)t)) / (1 + (q/p) · e^(−(p+q)t)), of which the steepest point is t* = ln(q/p) / (p+q).
///
/// Before the peak was seen, m is not identified: markets of any size fit the first days alike. So the fit refuses
/// until then, and it is never done unless somebody asks.
public struct BassDiffusion: Hashable, Sendable {
    /// What p and q are taken to be per year where nothing better is known to begin with.
    public static let usualPerYear = (innovation: 0.03, imitation: 0.38)

    /// m: all who will ever come.
    public let market: Double
    /// p: the share of those left who come by themselves, in each period.
    public let innovation: Double
    /// q: the share who come because others have.
    public let imitation: Double

    /// - Returns: `nil` unless all three are above zero and finite.
    public init?(market: Double, innovation: Double, imitation: Double) {
        guard [market, innovation, imitation].allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        self.market = market
        self.innovation = innovation
        self.imitation = imitation
    }

    /// N(t): all who came until so many periods after the start; 0 before it.
    public func total(after periods: Double) -> Double {
        guard periods > 0 else { return 0 }
        let decay = exponential(-(innovation + imitation) * periods)
        return market * (1 - decay) / (1 + imitation / innovation * decay)
    }

    /// Those who came in a period, the first of which is 0.
    public func added(in period: Int) -> Double {
        total(after: Double(period) + 1) - total(after: Double(period))
    }

    /// t*, in periods after the start; `nil` where most came at the very start.
    public var peak: Double? {
        guard imitation > innovation, let ratio = logarithm(imitation / innovation) else { return nil }
        return ratio / (innovation + imitation)
    }
}
