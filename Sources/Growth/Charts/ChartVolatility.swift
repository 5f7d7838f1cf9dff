public import TimeSeries

/// The amount by which a chart changes from one snapshot to the next, weighted toward the top.
///
/// The value is 1 − RBO_p, where RBO is the rank-biased overlap of W. Webber, A. Moffat and J. Zobel, A Similarity
/// Measure for Indefinite Rankings, ACM Transactions on Information Systems 28(4), 2010, extrapolated from the
/// available depth (their equation 32, which allows rankings of different lengths). 0 means no change; 1 means nothing
/// in common.
public struct ChartVolatility: Hashable, Sendable {
    /// The parameter p, between 0 and 1; higher values include deeper ranks. A value of 0.9 puts 85.6% of the weight on
    /// the top 10. Values of 0.98 and 0.99 put 85.2% on the top 50 and the top 100.
    public let persistence: Double

}

extension ChartVolatility {
    /// Creates a measure whose p suits the depth of a chart: 0.99 for 100 or more ranks, 0.98 for 50 or more, otherwise
    /// 0.9.
    public init(depth: Int) { persistence = depth >= 100 ? 0.99 : depth >= 50 ? 0.98 : 0.9 }

    /// Returns the volatility between two rankings without duplicates.
    ///
    /// - Parameters:
    ///   - common: The ranks in both rankings, from 1, of each id that is in both.
    ///   - lengths: The lengths of the two rankings.
    /// - Returns: The volatility, from 0 to 1; `nil` if a ranking is empty.
    /// - Complexity: O(length of the longer ranking).
    public func between(common: [(one: Int, other: Int)], lengths: (one: Int, other: Int)) -> Double? {
        let short = min(lengths.one, lengths.other)
        let long = max(lengths.one, lengths.other)
        guard short > 0 else { return nil }
        // The number of additional common ids at each depth.
        var added = [Int](repeating: 0, count: long + 1)
        for places in common where max(places.one, places.other) <= long {
            added[max(places.one, places.other, 0)] += 1
        }
        var overlap = 0
        var overlapOfShort = 0
        var weight = 1.0
        var sum = 0.0
        for depth in 1...long {
            overlap += added[depth]
            if depth == short { overlapOfShort = overlap }
            weight *= persistence
            sum += Double(overlap) / Double(depth) * weight
            guard depth > short else { continue }
            let beyond = Double(depth - short) / Double(short * depth)
            sum += Double(overlapOfShort) * beyond * weight
        }
        let tail = Double(overlap - overlapOfShort) / Double(long) + Double(overlapOfShort) / Double(short)
        let similarity = (1 - persistence) / persistence * sum + tail * weight
        return min(max(1 - similarity, 0), 1)
    }

    /// Returns the share of the weight on the top ranks (equation 21 of Webber, Moffat and Zobel); `nil` if `depth` is
    /// below 1.
    ///
    /// - Parameter depth: The number of top ranks, at least 1.
    public func weight(ofTop depth: Int) -> Double? {
        guard depth >= 1, let logarithm = logarithm(1 / (1 - persistence)) else { return nil }
        var rest = logarithm
        var term = 1.0
        for place in 1..<depth {
            term *= persistence
            rest -= term / Double(place)
        }
        // `term` is p to the power of depth − 1.
        return 1 - term + (1 - persistence) / persistence * Double(depth) * rest
    }

    /// Returns the churn: the share of ids that are new in the later ranking, averaged over turnovers with a positive
    /// depth; `nil` if there are no such turnovers.
    public static func churn(of turnovers: [RankTurnover]) -> Double? {
        let shares = turnovers.filter { $0.depth > 0 }.map { Double($0.entries) / Double($0.depth) }
        return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    }
}
