import Growth
import History
import Market
import TimeSeries

/// Launches laid upon each other as of an instant, as the Compare page, text, JSON and CSV show them.
struct CompareReport: Sendable {
    let entrants: [ComparedLaunch]
    /// The chart that most of them were seen in.
    let chart: Chart?
    /// Each one's ranks there.
    let histories: [RankHistory?]
    let comparison: LaunchComparison
    let instant: Timestamp
    /// What the launches are aligned at.
    let alignment: CompareAlignment
    /// The first against each of the others, where totals allow.
    let ghosts: [LaunchGhost?]
    /// The same by ranks.
    let rankGhosts: [RankGhost?]
    private let library: LedgerSnapshot

    /// - Parameters:
    ///   - compared: at most seven count, each once.
    ///   - alignment: totals, ages and ratios are all reckoned from there; a launch that never came there has none.
    /// - Returns: `nil` where nothing is known of any of them.
    /// - Complexity: O(charts · ticks) for each, a byte a tick, and O(points) of the chart that is chosen.
    init?(
        _ compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        asOf instant: Timestamp,
        alignedAt alignment: CompareAlignment = .day0
    ) {
        var seen: Set<String> = []
        var entrants = compared.prefix(LaunchComparison.most).compactMap {
            ComparedLaunch($0, data: data, library: library, asOf: instant)
        }
        .filter { seen.insert($0.id).inserted }
        let chart = Self.chart(of: entrants)
        let names = CompareName.apart(entrants.map(\.name), ids: entrants.map(\.id))
        var histories = entrants.map { entrant in chart.flatMap { entrant.history(in: $0) } }
        for index in entrants.indices {
            entrants[index].name = names[index]
            entrants[index].align(at: alignment, history: histories[index], chart: chart)
            if entrants[index].absence != nil { histories[index] = nil }
        }
        let curves = zip(entrants, histories).map { $0.curve(ranked: $1) }
        guard let comparison = LaunchComparison(curves) else { return nil }
        self.entrants = entrants
        self.chart = chart
        self.histories = histories
        self.comparison = comparison
        self.instant = instant
        self.alignment = alignment
        self.library = library
        let age = instant - entrants[0].origin
        let seenUntil = zip(entrants, histories).map { entrant, history in
            (history?.points.last?.seenUntil).map { $0 - entrant.origin.seconds }
        }
        ghosts = entrants.indices.map { index in
            // At the age it has now, or at the last at which both are known.
            comparison.ghost(atAge: age, against: index) ?? comparison.ghost(against: index)
        }
        rankGhosts = entrants.indices.map { index in
            guard let mine = seenUntil[0], let theirs = seenUntil[index] else { return nil }
            return comparison.rankGhosts(atAge: age, against: index).first
                ?? comparison.rankGhosts(atAge: min(mine, theirs), against: index).first
        }
    }

    /// The most shared; of equals the United States' as everywhere, else where the first of them stood best.
    private static func chart(of entrants: [ComparedLaunch]) -> Chart? {
        var sharers: [Chart: Int] = [:]
        for entrant in entrants { for chart in entrant.charts { sharers[chart, default: 0] += 1 } }
        let most = sharers.values.max() ?? 0
        let charts = entrants.lazy.map { $0.charts.filter { sharers[$0] == most } }.first { !$0.isEmpty } ?? []
        return charts.first { $0.genre == nil && $0.storefront.code == "us" } ?? charts.first
    }

    var curves: [LaunchCurve] { comparison.curves }

    /// What is drawn on one axis: what all have in common, or else what the one in focus counts, or any.
    func measure(focus: Int) -> Measure? {
        guard comparison.common == nil, curves.indices.contains(focus) else {
            return comparison.common ?? comparison.measures.first
        }
        // Its own where another has that too; else what it shares with one of them; else its own alone.
        let curve = curves[focus]
        func isShared(_ measure: Measure) -> Bool {
            curves.count { $0.best(in: measure, like: nil) != nil } > 1
        }
        return curve.home.flatMap { isShared($0) ? $0 : nil }
            ?? comparison.measures.first { isShared($0) && curve.best(in: $0, like: nil) != nil }
            ?? curve.home ?? comparison.measures.first
    }

    /// Totals where anybody has any; ranks where there is nothing else.
    var openingView: PageView { comparison.measures.isEmpty && chart != nil ? .rank : .total }

    /// Why nothing can be shown with this alignment: none came there, or it was not said which event is meant.
    var misalignment: String? {
        let absences = entrants.compactMap(\.absence)
        if let ambiguous = absences.first(where: \.isAmbiguous) { return ambiguous.sentence }
        return absences.count == entrants.count ? absences.map(\.sentence).joined(separator: "; ") : nil
    }

    /// Where launches of the whole library stand in a measure.
    func band(in measure: Measure, days: Int) -> CohortBand {
        // A rise of an app that was there before is no launch to be measured by.
        let curves = library.launches.filter { $0.kind == .launch }.compactMap { launch -> LaunchCurve? in
            // Only what can be of this measure, or what it can be the difference of.
            let figures = launch.observations.filter {
                $0.period.standsFrom <= instant && $0.metric == measure.metric
                    && $0.scope.stores == measure.scope.stores
                    && $0.scope.storefronts?.isEmpty == measure.scope.storefronts?.isEmpty
            }
            return figures.isEmpty ? nil : LaunchCurve(of: launch, observations: figures)
        }
        return CohortBand(of: curves, in: measure, days: days)
    }

    /// The days that a file of all of them has: up to the last total of any, and of ranks the first month at least; at
    /// most `ComparedLaunch`'s.
    var dayCount: Int {
        let totals = curves.flatMap { curve in
            ([curve.own] + comparison.measures.map { curve.best(in: $0, like: curve.series) }).compactMap {
                $0?.knownAge
            }
        }
        let ranks = zip(entrants, histories).compactMap { entrant, history in
            (history?.points.last?.seenUntil).map { min($0 - entrant.origin.seconds, 31 * Day.secondsPerDay) }
        }
        let days = (totals + ranks).max().map { Int(($0 + Day.secondsPerDay - 1) / Day.secondsPerDay) } ?? 0
        return min(max(0, days), ComparedLaunch.longestDays)
    }
}
