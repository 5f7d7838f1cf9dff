import Growth
import History
import Market

/// Launches laid upon each other as of an instant, as the Compare page, text, JSON and CSV show them.
struct CompareReport: Sendable {
    let entrants: [CompareEntrant]
    let comparison: LaunchComparison
    let instant: Timestamp
    /// The first against each of the others, where totals allow.
    let ghosts: [LaunchGhost?]
    /// The same by ranks, in the chart that both have and the first stands best in.
    let rankGhosts: [RankGhost?]
    private let library: LedgerSnapshot

    /// - Parameter compared: at most seven count, each app once.
    /// - Returns: `nil` where nothing is known of any of them.
    init?(_ compared: [Compared], data: LedgerSnapshot, library: LedgerSnapshot, asOf instant: Timestamp) {
        var seen: Set<AppID> = []
        let entrants = compared.prefix(LaunchComparison.most).compactMap {
            CompareEntrant($0, data: data, library: library, asOf: instant)
        }
        .filter { seen.insert($0.app).inserted }
        guard let comparison = LaunchComparison(entrants.map(\.curve)) else { return nil }
        self.entrants = entrants
        self.comparison = comparison
        self.instant = instant
        self.library = library
        let age = instant - entrants[0].curve.origin
        ghosts = entrants.indices.map { index in
            // At the age it has now, or at the last at which both are known.
            comparison.ghost(atAge: age, against: index) ?? comparison.ghost(against: index)
        }
        rankGhosts = zip(entrants.indices, ghosts).map { index, ghost in
            comparison.rankGhosts(atAge: age, against: index).first
                ?? ghost.flatMap { comparison.rankGhosts(atAge: $0.age, against: index).first }
        }
    }

    /// What is drawn on one axis: what all have in common, or else what one of them counts.
    func measure(focus: Int) -> Measure? {
        comparison.common ?? (entrants.indices.contains(focus) ? entrants[focus].curve.home : nil)
    }

    /// The chart whose ranks are drawn: of those that the focused launch was seen in, the one that most share.
    func chart(focus: Int) -> Chart? {
        guard entrants.indices.contains(focus) else { return nil }
        func sharers(_ chart: Chart) -> Int {
            entrants.filter { $0.histories.contains { $0.chart == chart } }.count
        }
        var best: Chart?
        for history in entrants[focus].histories where sharers(history.chart) > best.map(sharers) ?? 0 {
            best = history.chart
        }
        return best
    }

    /// Where launches of the whole library stand in a measure.
    func band(in measure: Measure, days: Int) -> CohortBand {
        let curves = library.launches.map {
            LaunchCurve(of: $0, observations: library.observations(of: $0.app, asOf: instant))
        }
        return CohortBand(of: curves, in: measure, days: days)
    }

    /// The days that a table or a file of all of them has: up to the last total of any, at most `CompareEntrant`'s.
    var dayCount: Int {
        let ages = comparison.curves.flatMap { curve in
            ([curve.own] + comparison.measures.map { curve.best(in: $0, like: curve.series) }).compactMap {
                $0?.knownAge
            }
        }
        let days = ages.max().map { Int(($0 + Day.secondsPerDay - 1) / Day.secondsPerDay) } ?? 0
        return min(days, CompareEntrant.longestDays)
    }
}
