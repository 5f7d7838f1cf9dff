/// A diffusion model fitted to counts, with the uncertainty of its parameters.
///
/// Each range extends two standard errors of the logarithm of m, p or q in both directions. The standard errors are
/// computed from the derivatives and residuals of the fit, assuming that periods are independent (G. Seber and C. Wild,
/// Nonlinear Regression, 1989, 5.1). Real days are correlated, so the ranges are more likely too narrow than too wide.
public struct BassFit: Hashable, Sendable {
    /// Maximum ratio between the largest and the smallest m of a usable fit.
    public static let widestMarket = 10.0

    public let diffusion: BassDiffusion
    /// The range of m. Those of p and q are in `innovation` and `imitation`.
    public let market: ClosedRange<Double>
    public let innovation: ClosedRange<Double>
    public let imitation: ClosedRange<Double>
    /// The range of t*, in periods after the start; `nil` if adoption is highest at the start.
    public let peak: ClosedRange<Double>?
    /// The root mean square error of the number of new adopters in a period, as a share of the mean number.
    public let miss: Double

    /// Fits a diffusion and determines the ranges of its parameters.
    ///
    /// - Parameter added: The number of new adopters in each period since the start, without gaps.
    /// - Throws: The errors of ``BassDiffusion/init(fitting:periodsPerYear:)``, and an error if the data doesn't
    ///   determine m.
    public init(_ added: [Double], periodsPerYear: Double = 365.25) throws(BassFailure) {
        let fit = try BassDiffusion(fitting: added, periodsPerYear: periodsPerYear)
        let error = fit.error(to: added)
        let slopes = fit.slopes(to: added).map(\.x)
        guard let inverse = LeastSquares.inverse(ofProducts: slopes) else { throw .noFit }
        let variance = error / Double(added.count - 3)
        let covariance = inverse.map { $0.map { $0 * variance } }
        guard covariance.joined().allSatisfy(\.isFinite) else { throw .noFit }
        func range(_ value: Double, _ place: Int) -> ClosedRange<Double> {
            let factor = exponential(2 * max(0, covariance[place][place]).squareRoot())
            return value / factor...value * factor
        }
        let market = range(fit.market, 0)
        let width = market.upperBound / market.lowerBound
        guard width <= Self.widestMarket else { throw .notIdentified(width) }
        self.market = market
        diffusion = fit
        innovation = range(fit.innovation, 1)
        imitation = range(fit.imitation, 2)
        peak = fit.peak.map { Self.peak($0, of: fit, covariance) }
        let mean = added.reduce(0, +) / Double(added.count)
        miss = (error / Double(added.count)).squareRoot() / mean
    }

    /// Returns the range of t* = ln(q/p) / (p+q), from its derivatives with respect to the logarithms of p and q.
    private static func peak(
        _ peak: Double,
        of fit: BassDiffusion,
        _ covariance: [[Double]]
    ) -> ClosedRange<Double> {
        let sum = fit.innovation + fit.imitation
        let slopes = [0, -(1 / sum + fit.innovation * peak / sum), 1 / sum - fit.imitation * peak / sum]
        var variance = 0.0
        for one in 1...2 {
            for other in 1...2 { variance += slopes[one] * slopes[other] * covariance[one][other] }
        }
        let width = 2 * max(0, variance).squareRoot()
        return max(0, peak - width)...peak + width
    }
}
