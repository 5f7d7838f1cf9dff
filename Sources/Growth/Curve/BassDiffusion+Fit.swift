/// Why a diffusion cannot be fitted.
public enum BassFailure: Error, Hashable, Sendable {
    /// Periods that there are; at least eight are needed, without a hole.
    case tooFew(Int)
    /// A period that is negative, infinite or not a number, by its position.
    case wrongPeriod(Int)
    /// The greatest of them is so near to the end that it may not be the peak, or the fit has its peak after the end.
    case peakNotSeen
    /// Nothing near them has the shape of a diffusion.
    case noFit
    /// They fit markets of sizes that lie too far apart: by how many times at least.
    case notIdentified(Double)
}

extension BassDiffusion {
    /// Fewer periods do not tell three unknowns.
    public static let leastPeriods = 8
    /// Steps after which the fit gives up.
    private static let limit = 200

    /// Fitted to what was added in each period since the start.
    ///
    /// First by ordinary least squares, y = A + B·N + C·N² (Bass 1969), or where that has no solution from p and q as
    /// they usually are; then by non-linear least squares on the periods (V. Srinivasan and C. Mason, Nonlinear Least
    /// Squares Estimation of New Product Diffusion Models, Marketing Science 5(2), 1986), with the steps of
    /// D. Marquardt (1963) on the logarithms of m, p and q, which keeps them above zero.
    ///
    /// - Parameters:
    ///   - added: without a hole.
    ///   - periodsPerYear: 365.25 where they are days.
    public init(fitting added: [Double], periodsPerYear: Double = 365.25) throws(BassFailure) {
        guard added.count >= Self.leastPeriods else { throw .tooFew(added.count) }
        if let wrong = added.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .wrongPeriod(wrong) }
        guard Self.hasPeaked(added) else { throw .peakNotSeen }
        guard let start = Self.ordinary(added) ?? Self.usual(added, periodsPerYear: periodsPerYear) else {
            throw .noFit
        }
        guard let fit = Self.refined(start, to: added), fit.market < 1e3 * added.reduce(0, +) else { throw .noFit }
        guard (fit.peak ?? 0) <= Double(added.count) else { throw .peakNotSeen }
        self = fit
    }

    /// The peak was seen when the last three periods together are at most nine tenths of the best three in a row.
    static func hasPeaked(_ added: [Double]) -> Bool {
        let threes = (0...added.count - 3).map { added[$0..<$0 + 3].reduce(0, +) }
        guard let best = threes.max(), best > 0 else { return false }
        return threes[threes.count - 1] <= 0.9 * best
    }

    private static func ordinary(_ added: [Double]) -> BassDiffusion? {
        let all = added.reduce(0, +)
        guard all > 0 else { return nil }
        var before = 0.0
        // In shares of all, so that the squares stay of one magnitude.
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

    /// The sum of the squares of what it misses in each period.
    func error(to added: [Double]) -> Double {
        added.indices.reduce(0) { sum, period in
            let rest = added[period] - self.added(in: period)
            return sum + rest * rest
        }
    }

    /// By how much each period changes as the logarithm of each unknown does, and what is left of it.
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
        // A step that multiplies by more than e³ leads nowhere.
        guard step.allSatisfy({ abs($0) < 3 }) else { return nil }
        return BassDiffusion(
            market: market * exponential(step[0]),
            innovation: innovation * exponential(step[1]),
            imitation: imitation * exponential(step[2])
        )
    }
}
