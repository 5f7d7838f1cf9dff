/// Functions for order statistics.
enum Quantiles {
    /// Returns a quantile, interpolated linearly: definition 7 of R. Hyndman and Y. Fan, Sample Quantiles in
    /// Statistical Packages, The American Statistician 50(4), 1996.
    ///
    /// - Parameter share: The share of values below the quantile, 0 to 1.
    /// - Returns: `nil` for an empty array.
    static func quantile(_ share: Double, ofSorted values: [Double]) -> Double? {
        guard let last = values.indices.last else { return nil }
        let place = min(max(share, 0), 1) * Double(last)
        let below = Int(place)
        guard below < last else { return values[last] }
        return values[below] + (place - Double(below)) * (values[below + 1] - values[below])
    }

    static func median(_ values: [Double]) -> Double? { quantile(0.5, ofSorted: values.sorted()) }

    /// Returns the median absolute deviation from the median, a measure of spread that is robust against outliers.
    static func medianAbsoluteDeviation(_ values: [Double]) -> Double? {
        median(values).flatMap { middle in median(values.map { abs($0 - middle) }) }
    }
}
