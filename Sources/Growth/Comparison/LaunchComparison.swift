import Market

/// Two to seven launches laid upon each other at their origins.
///
/// Only like is set against like: what is drawn on one axis and what is divided by each other is of one metric in one
/// scope. Each launch has a measure of its own; the comparison looks for one that all of them have, and where there is
/// none it says which two differ in what. Figures of one measure by different models may share an axis, and are said to
/// be of different models.
public struct LaunchComparison: Sendable {
    /// As many as can be told apart by colour.
    public static let most = 7
    /// Ages, in days, at which launches are set against each other. The first, D1, is the end of day 0.
    public static let ages = [1, 3, 7, 14, 30]

    /// The first is what the others are compared with.
    public let curves: [LaunchCurve]
    /// The measure that all of them have; of several the one that is most launches' own. `nil` where there is none.
    public let common: Measure?
    /// All measures that more than one has, and those that any launch has for its own, best first: by how many have it,
    /// and for how many it is their own.
    public let measures: [Measure]
    /// Against the first, in the launches' order; a launch against itself has none.
    public let pairs: [Pair?]
    /// A row for each launch.
    public let rows: [Row]

    /// - Parameter curves: beyond seven they are passed over.
    /// - Returns: `nil` of none.
    /// - Complexity: O(curves · measures · days).
    public init?(_ curves: [LaunchCurve]) {
        let curves = Array(curves.prefix(Self.most))
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

    /// Launches that have totals of a measure, with those by the model that the first of them follows where there are.
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
