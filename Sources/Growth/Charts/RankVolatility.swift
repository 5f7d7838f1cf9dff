public import Market

/// The volatility of an app's rank: 1.4826 · MAD of ln(r(t) / r(t−1)) over consecutive snapshots.
///
/// The factor makes the median absolute deviation (MAD) equal to the standard deviation for normally distributed
/// changes (P. Rousseeuw and C. Croux, Alternatives to the Median Absolute Deviation, 1993). With logarithms, a change
/// from #2 to #4 is as large as one from #50 to #100. The median limits the effect of outliers.
public enum RankVolatility {
    /// Minimum number of changes for an estimate.
    public static let minimumSteps = 3

    /// Returns the volatility of ranks.
    ///
    /// - Parameter ranks: The ranks in consecutive snapshots; `nil` if the app wasn't ranked. Changes from or to `nil`
    ///   are ignored.
    /// - Returns: `nil` for fewer than three changes.
    public static func of(_ ranks: [Rank?]) -> Double? {
        let steps = zip(ranks, ranks.dropFirst()).compactMap { earlier, later -> Double? in
            guard let earlier, let later else { return nil }
            return logarithm(Double(later.value) / Double(earlier.value))
        }
        guard steps.count >= minimumSteps else { return nil }
        return Quantiles.medianAbsoluteDeviation(steps).map { 1.4826 * $0 }
    }
}
