public import TimeSeries

/// How much a chart changes from one list to the next, with more weight on the top.
///
/// 1 − RBO_p, where RBO is the rank-biased overlap of W. Webber, A. Moffat and J. Zobel, A Similarity Measure for
/// Indefinite Rankings, ACM Transactions on Information Systems 28(4), 2010, extrapolated from the depth at hand (their
/// equation 32, which allows for lists of different lengths). 0 is no change, 1 is nothing in common.
public struct ChartVolatility: Hashable, Sendable {
    /// p, between 0 and 1: the greater, the deeper it looks. 0.9 puts 85.6 % of the weight on the top 10, 0.98 85.2 %
    /// on the top 50, 0.99 85.2 % on the top 100.
    public let persistence: Double

    /// - Returns: `nil` unless `persistence` is above 0 and below 1.
    public init?(persistence: Double) {
        guard persistence > 0, persistence < 1 else { return nil }
        self.persistence = persistence
    }

    /// With the p of the three above whose weight lies on places that a list of so many has: 0.99 from 100 on, 0.98 from
    /// 50 on, else 0.9.
    public init(depth: Int) { persistence = depth >= 100 ? 0.99 : depth >= 50 ? 0.98 : 0.9 }

    /// - Parameters: lists, best first, in which nothing stands twice.
    /// - Returns: 0 to 1; `nil` where a list is empty.
    /// - Complexity: O(length of the longer list).
    public func between<ID: Hashable>(_ one: [ID], _ other: [ID]) -> Double? {
        let short = one.count <= other.count ? one : other
        let long = one.count <= other.count ? other : one
        guard !short.isEmpty else { return nil }
        var seen: Set<ID> = []
        var overlap = 0
        var overlapOfShort = 0
        var weight = 1.0
        var sum = 0.0
        for depth in 1...long.count {
            if !seen.insert(long[depth - 1]).inserted { overlap += 1 }
            if depth <= short.count, !seen.insert(short[depth - 1]).inserted { overlap += 1 }
            if depth == short.count { overlapOfShort = overlap }
            weight *= persistence
            sum += Double(overlap) / Double(depth) * weight
            guard depth > short.count else { continue }
            let beyond = Double(depth - short.count) / Double(short.count * depth)
            sum += Double(overlapOfShort) * beyond * weight
        }
        let tail =
            Double(overlap - overlapOfShort) / Double(long.count) + Double(overlapOfShort) / Double(short.count)
        let similarity = (1 - persistence) / persistence * sum + tail * weight
        return min(max(1 - similarity, 0), 1)
    }

    /// The share of the weight that lies on the first places (their equation 21).
    ///
    /// - Parameter depth: at least 1.
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

    /// Churn: entries by depth, the mean over ticks that follow one another; `nil` without such a tick.
    public static func churn(of turnovers: [RankTurnover]) -> Double? {
        let shares = turnovers.filter { $0.depth > 0 }.map { Double($0.entries) / Double($0.depth) }
        return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    }
}
