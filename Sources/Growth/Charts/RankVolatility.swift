public import Market

/// How restless an app's rank is: 1.4826 · MAD of ln(r(t) / r(t−1)) over looks that follow one another.
///
/// The factor makes the median absolute deviation (MAD) the standard deviation where changes are normal (P. Rousseeuw
/// and C. Croux, Alternatives to the Median Absolute Deviation, 1993). By logarithms, so that #2 to #4 is as much as #50
/// to #100; by medians, so that one wild look counts as one.
public enum RankVolatility {
    /// Fewer steps say nothing of a spread.
    public static let leastSteps = 3

    /// - Parameter ranks: one for each look, in order, `nil` where the app was off the list: no step leads there.
    /// - Returns: `nil` of fewer than three steps.
    public static func of(_ ranks: [Rank?]) -> Double? {
        let steps = zip(ranks, ranks.dropFirst()).compactMap { earlier, later -> Double? in
            guard let earlier, let later else { return nil }
            return logarithm(Double(later.value) / Double(earlier.value))
        }
        guard steps.count >= leastSteps else { return nil }
        return Quantiles.medianAbsoluteDeviation(steps).map { 1.4826 * $0 }
    }
}
