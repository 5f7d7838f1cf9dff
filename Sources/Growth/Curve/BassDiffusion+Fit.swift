/// The reason why a diffusion can't be fitted.
public enum BassFailure: Error, Hashable, Sendable {
    /// Too few periods. At least eight without gaps are needed; the value is the number of periods.
    case tooFew(Int)
    /// A period whose number of adopters is negative, infinite or NaN. The value is the period's index.
    case wrongPeriod(Int)
    /// A maximum so close to the end that it may not be the peak, or a fit whose peak is after the end.
    case peakNotSeen
    /// Data that doesn't have the shape of a diffusion.
    case noFit
    /// Data that fits very different market sizes. The value is the factor by which they differ.
    case notIdentified(Double)
}

extension BassDiffusion {
    /// Minimum number of periods to determine three parameters.
    public static let minimumPeriods = 8
    /// Maximum number of iterations.
    private static let limit = 200

    /// Fits a diffusion to the number of new adopters in each period since the start.
    ///
    /// The fit starts with ordinary least squares, y = A + B·N + C·N² (Bass 1969), or with typical p and q if that has
    /// no solution, and continues with nonlinear least squares on the periods (V. Srinivasan and C. Mason, Nonlinear
    /// Least Squares Estimation of New Product Diffusion Models, Marketing Science 5(2), 1986), with the steps of D.
    /// Marquardt (1963) on the logarithms of m, p and q, which keeps them positive.
    ///
    /// - Parameters:
    ///   - added: The number of new adopters in each period, without gaps.
    ///   - periodsPerYear: The number of periods per year; 365.25 for days.
    public init(fitting added: [Double], periodsPerYear: Double = 365.25) throws(BassFailure) {
        guard added.count >= Self.minimumPeriods else { throw .tooFew(added.count) }
        if let wrong = added.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .wrongPeriod(wrong) }
        guard Self.hasPeaked(added) else { throw .peakNotSeen }
        guard let start = Self.ordinary(added) ?? Self.usual(added, periodsPerYear: periodsPerYear) else {
            throw .noFit
        }
        guard let fit = Self.refined(start, to: added), fit.market < 1e3 * added.reduce(0, +) else { throw .noFit }
        guard (fit.peak ?? 0) <= Double(added.count) else { throw .peakNotSeen }
        self = fit
    }

    /// Returns whether the peak has passed: the sum of the last three periods is at most 90% of the highest sum of
    /// three consecutive periods.
    static func hasPeaked(_ added: [Double]) -> Bool {
        let threes = (0...added.count - 3).map { added[$0..<$0 + 3].reduce(0, +) }
        guard let best = threes.max(), best > 0 else { return false }
        return threes[threes.count - 1] <= 0.9 * best
    }

    private static func ordinary(_ added: [Double]) -> BassDiffusion? {
        let all = added.reduce(0, +)
        guard all > 0 else { return nil }
        var before = 0.0
        // Normalized by the sum, so that the squares have similar magnitudes.
        let rows = added.map { value -> (x: [Double], y: Double) in
            defer { before += value / all }
            return ([1, before, before * before], value / all)
        }
        guard let weights = LeastSquares.weights(rows), weights[2] < 0 else { return nil }
        let root = weights[1] * weights[1] - 4 * weights[0] * weights[2]
        guard root >= 0 else { return nil }
        let market = (-weights[1] - root.squareRoot()) / (2 * weights[2])
        return BassDiffusion(market: market * all, innovation: weights[0] / market, imitation: -weights[2] * market)
    }

    private static func usual(_ added: [Double], periodsPerYear: Double) -> BassDiffusion? {
        guard periodsPerYear > 0 else { return nil }
        return BassDiffusion(
            market: 2 * added.reduce(0, +),
            innovation: usualPerYear.innovation / periodsPerYear,
            imitation: usualPerYear.imitation / periodsPerYear
        )
    }

    private static func refined(_ start: BassDiffusion, to added: [Double]) -> BassDiffusion? {
        var best = start
        var error = best.error(to: added)
        var damping = 1e-3
        for _ in 0..<limit {
            guard error.isFinite else { return nil }
            guard let step = LeastSquares.weights(best.slopes(to: added), damping: damping),
                let next = best.moved(by: step)
            else {
                damping *= 10
                if damping > 1e12 { break }
                continue
            }
            let nextError = next.error(to: added)
            guard nextError < error else {
                damping *= 10
                if damping > 1e12 { break }
                continue
            }
            let gain = error - nextError
            (best, error, damping) = (next, nextError, max(damping / 10, 1e-12))
            if gain <= 1e-14 * error { break }
        }
        return best
    }

    /// Returns the sum of squared residuals.
    func error(to added: [Double]) -> Double {
        added.indices.reduce(0) { sum, period in
            let rest = added[period] - self.added(in: period)
            return sum + rest * rest
        }
    }

    /// Returns the derivatives of each period's additions with respect to the logarithms of the parameters, and the
    /// residuals.
    func slopes(to added: [Double]) -> [(x: [Double], y: Double)] {
        let little = 1e-6
        let moved = (0..<3).map { unknown in
            self.moved(by: (0..<3).map { $0 == unknown ? little : 0 }) ?? self
        }
        return added.indices.map { period in
            let here = self.added(in: period)
            return (moved.map { ($0.added(in: period) - here) / little }, added[period] - here)
        }
    }

    private func moved(by step: [Double]) -> BassDiffusion? {
        // Steps that multiply by more than e³ don't converge.
        guard step.allSatisfy({ abs($0) < 3 }) else { return nil }
        return BassDiffusion(
            market: market * exponential(step[0]),
            innovation: innovation * exponential(step[1]),
            imitation: imitation * exponential(step[2])
        )
    }
}
