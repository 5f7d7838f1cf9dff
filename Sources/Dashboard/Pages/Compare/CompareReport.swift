import Growth
import History
import Market
import TimeSeries

/// A comparison of aligned launches as of an instant, as shown on the Compare page and exported as text, JSON and CSV.
struct CompareReport: Sendable {
    let launches: [ComparedLaunch]
    /// The chart shared by most of the launches; `nil` if no launch has ranks.
    let chart: Chart?
    /// The ranks of each launch in the shared chart; `nil` for a launch without ranks.
    let histories: [RankHistory?]
    let comparison: LaunchComparison
    let instant: Timestamp
    /// The alignment that determines the launches' origins.
    let alignment: CompareAlignment
    /// The first launch's age at the instant, in seconds since the start of its origin's day. In the last second of a
    /// day, this is the end of the day.
    let totalsAge: Int64
    /// The comparison of the first launch with each launch by totals; `nil` where totals can't be compared.
    let leads: [LaunchLead?]
    /// The reason why ``leads`` has no element for a launch; `nil` if it has one, or if another note gives the reason.
    private(set) var missingLeads: [String?]
    /// The comparison of the first launch with each launch by ranks; `nil` where ranks can't be compared.
    let rankLeads: [RankLead?]
    private let library: LedgerSnapshot

    /// Creates a comparison of launches and apps.
    ///
    /// - Parameters:
    ///   - compared: The launches; duplicates and those after the seventh are ignored.
    ///   - watched: What the user entered about apps.
    ///   - preferred: The chart whose ranks to compare if as many launches have ranks in it as in any other.
    ///   - alignment: The instant from which totals, ages and ratios are counted. Launches without such an instant have
    ///     none of these.
    /// - Returns: `nil` if there is no data for any of the launches.
    /// - Complexity: O(charts · snapshots) per launch, plus O(points) for the chosen chart.
    init?(
        _ compared: [CompareItem],
        data: LedgerSnapshot,
        library: LedgerSnapshot,
        watched: [AppID: WatchedApp] = [:],
        asOf instant: Timestamp,
        alignedAt alignment: CompareAlignment = .day0,
        preferring preferred: Chart? = nil
    ) {
        var seen: Set<String> = []
        var launches = compared.prefix(LaunchComparison.limit).compactMap {
            ComparedLaunch($0, data: data, library: library, watched: watched, asOf: instant)
        }
        .filter { seen.insert($0.id).inserted }
        let chart = Self.chart(of: launches, preferring: preferred)
        let names = CompareName.disambiguated(launches.map(\.name), ids: launches.map(\.id))
        var histories = launches.map { compared in chart.flatMap { compared.history(in: $0) } }
        for index in launches.indices {
            launches[index].name = names[index]
            launches[index].align(at: alignment, history: histories[index], chart: chart)
            if launches[index].missingOrigin != nil { histories[index] = nil }
        }
        let curves = zip(launches, histories).map { $0.curve(ranked: $1, in: chart) }
        guard let comparison = LaunchComparison(curves) else { return nil }
        self.launches = launches
        self.chart = chart
        self.histories = histories
        self.comparison = comparison
        self.instant = instant
        self.alignment = alignment
        self.library = library
        let age = instant - launches[0].origin
        let seenUntil = zip(launches, histories).map { compared, history in
            (history?.points.last?.seenUntil).map { $0 - compared.origin.seconds }
        }
        // The last second of a day is the time of the total at the end of that day.
        let dayAge = age + Int64(launches[0].origin.secondOfDay)
        let totalsAge = (dayAge + 1) % Day.secondsPerDay == 0 ? dayAge + 1 : dayAge
        self.totalsAge = totalsAge
        leads = launches.indices.map { index in
            // Compare at the first launch's current age, or at the last age known for both launches.
            comparison.lead(atAge: totalsAge, against: index) ?? comparison.lead(against: index)
        }
        missingLeads = []
        rankLeads = launches.indices.map { index in
            guard let mine = seenUntil[0], let theirs = seenUntil[index] else { return nil }
            return comparison.rankLeads(atAge: age, against: index).first
                ?? comparison.rankLeads(atAge: min(mine, theirs), against: index).first
        }
        missingLeads = launches.indices.map { findMissingLead(against: $0) }
    }

    /// Returns the chart shared by most launches, in any edition; if tied, the chart shared by most in the same edition,
    /// then the preferred chart, the US chart, or the first launch's best chart.
    private static func chart(of launches: [ComparedLaunch], preferring preferred: Chart?) -> Chart? {
        var sharers: [Chart: (any: Int, same: Int)] = [:]
        for compared in launches {
            for chart in compared.charts { sharers[chart, default: (0, 0)].same += 1 }
            for chart in Set(compared.charts.map(\.regardlessOfEdition)) { sharers[chart, default: (0, 0)].any += 1 }
        }
        func count(_ chart: Chart) -> [Int] {
            [sharers[chart.regardlessOfEdition]?.any ?? 0, sharers[chart]?.same ?? 0]
        }
        let all = launches.flatMap(\.charts)
        guard let maximum = all.map(count).max(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
        let charts = launches.lazy.map { $0.charts.filter { count($0) == maximum } }.first { !$0.isEmpty } ?? []
        return charts.first { $0.regardlessOfEdition == preferred?.regardlessOfEdition }
            ?? charts.first { $0.genre == nil && $0.storefront.code == "us" } ?? charts.first
    }

    var curves: [LaunchCurve] { comparison.curves }

    /// Returns the measure to draw: the measure that all launches share, otherwise a measure of the focused launch,
    /// otherwise any measure; `nil` if no launch has totals.
    func measure(focus: Int) -> Measure? {
        guard comparison.common == nil, curves.indices.contains(focus) else {
            return comparison.common ?? comparison.measures.first
        }
        // The launch's own measure if another launch has it, otherwise any shared measure, otherwise its own.
        let curve = curves[focus]
        func isShared(_ measure: Measure) -> Bool {
            curves.count { $0.best(in: measure, like: nil) != nil } > 1
        }
        return curve.home.flatMap { isShared($0) ? $0 : nil }
            ?? comparison.measures.first { isShared($0) && curve.best(in: $0, like: nil) != nil }
            ?? curve.home ?? comparison.measures.first
    }

    /// The view that the page opens with: totals if any launch has them, otherwise ranks.
    var openingView: PageView { comparison.measures.isEmpty && chart != nil ? .rank : .total }

    /// The reason why nothing can be shown with this alignment: no launch has an origin, or the event is ambiguous;
    /// `nil` if there is something to show.
    var misalignment: String? {
        let missing = launches.compactMap(\.missingOrigin)
        if let ambiguous = missing.first(where: \.isAmbiguous) { return ambiguous.reason }
        return missing.count == launches.count ? missing.map(\.reason).joined(separator: "; ") : nil
    }

    /// Returns the distribution of all library launches in a measure, up to an age in days.
    func band(in measure: Measure, days: Int) -> CohortBand {
        // A surge of an existing app isn't comparable to a launch.
        let curves = library.launches.filter { $0.kind == .launch }.compactMap { launch -> LaunchCurve? in
            // Use only figures in this measure, and figures whose difference can be in this measure.
            let figures = launch.observations.filter {
                $0.period.knownFrom <= instant && $0.metric == measure.metric
                    && $0.scope.stores == measure.scope.stores
                    && $0.scope.storefronts?.isEmpty == measure.scope.storefronts?.isEmpty
            }
            return figures.isEmpty ? nil : LaunchCurve(of: launch, observations: figures)
        }
        return CohortBand(of: curves, in: measure, days: days)
    }

    /// The number of days to export: up to the last total of any launch and at most 31 days of ranks, limited to
    /// ``ComparedLaunch/maximumDays``.
    var dayCount: Int {
        let totals = curves.flatMap { curve in
            ([curve.own] + comparison.measures.map { curve.best(in: $0, like: curve.series) }).compactMap {
                $0?.knownAge
            }
        }
        let ranks = zip(launches, histories).compactMap { compared, history in
            (history?.points.last?.seenUntil).map { min($0 - compared.origin.seconds, 31 * Day.secondsPerDay) }
        }
        let days = (totals + ranks).max().map { Int(($0 + Day.secondsPerDay - 1) / Day.secondsPerDay) } ?? 0
        return min(max(0, days), ComparedLaunch.maximumDays)
    }
}
