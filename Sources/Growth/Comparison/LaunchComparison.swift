import Market

/// A comparison of up to seven launches, aligned at their origins.
///
/// Only like figures are compared: all figures on an axis or in a ratio have the same metric and scope. Each launch has
/// its own measure; the comparison finds a measure that all launches have, and otherwise names the difference. Figures
/// in one measure from different models may share an axis, and are marked as such.
public struct LaunchComparison: Sendable {
    /// The maximum number of launches, limited by the number of distinguishable colors.
    public static let limit = 7
    /// Ages, in days, at which launches are compared. The first is the end of day 0.
    public static let ages = [1, 3, 7, 14, 30]

    /// The launches; the first is the baseline.
    public let curves: [LaunchCurve]
    /// The measure that all launches have; if there are several, the measure that most launches have as their own.
    /// `nil` if there is none.
    public let common: Measure?
    /// All measures that more than one launch has, or that any launch has as its own. They are sorted by the number of
    /// launches that have them, then by the number of launches that have them as their own.
    public let measures: [Measure]
    /// Comparisons with the first launch, in the launches' order; `nil` for the first launch itself.
    public let pairs: [Pair?]
    /// One row per launch.
    public let rows: [Row]

    /// Creates a comparison.
    ///
    /// - Parameter curves: The launches; those after the seventh are ignored.
    /// - Returns: `nil` if there are no launches.
    /// - Complexity: O(curves · measures · days).
    public init?(_ curves: [LaunchCurve]) {
        let curves = Array(curves.prefix(Self.limit))
        guard let first = curves.first else { return nil }
        self.curves = curves
        measures = Self.measures(of: curves)
        common = measures.first { measure in curves.allSatisfy { $0.best(in: measure, like: nil) != nil } }
        pairs = curves.enumerated().map { index, curve in
            index == 0 ? nil : Pair(first: first, other: curve)
        }
        let ratios = pairs.map { pair in Self.ages.map { pair?.ratio(ofFirst: $0) } }
        rows = curves.indices.map { Row(curves[$0], index: $0, ratios: ratios) }
    }

    /// Returns the launches' totals in a measure, by the model of the first launch with such totals if possible; `nil`
    /// for launches without them.
    public func totals(in measure: Measure) -> [LaunchTotals?] {
        let series = curves.lazy.compactMap { $0.best(in: measure, like: $0.series) }.first?.series
        return curves.map { $0.best(in: measure, like: series ?? $0.series) }
    }

    private static func measures(of curves: [LaunchCurve]) -> [Measure] {
        var found: [(measure: Measure, launches: Int, days: Int)] = []
        for curve in curves {
            var own: Set<Measure> = []
            for totals in curve.totals where totals.knownAge != nil && own.insert(totals.measure).inserted {
                let days = totals.dayCount
                if let place = found.firstIndex(where: { $0.measure == totals.measure }) {
                    found[place].launches += 1
                    found[place].days += days
                } else {
                    found.append((totals.measure, 1, days))
                }
            }
        }
        var homes: [Measure: Int] = [:]
        for home in curves.compactMap(\.home) { homes[home, default: 0] += 1 }
        let wanted = found.filter { $0.launches > 1 || homes[$0.measure] != nil }
        func order(_ entry: (measure: Measure, launches: Int, days: Int)) -> (Int, Int, Int, Int, String) {
            let metric = LaunchCurve.metrics.firstIndex(of: entry.measure.metric) ?? LaunchCurve.metrics.count
            let label = entry.measure.scope.label
            return (entry.launches, homes[entry.measure] ?? 0, -metric, entry.days, label)
        }
        return wanted.sorted { order($0) > order($1) }.map(\.measure)
    }
}
