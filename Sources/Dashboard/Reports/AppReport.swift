import Canvas
import Growth
import History
import Market
import TimeSeries

/// An app as of an instant, as the App page, the text, JSON and CSV show it.
struct AppReport: Sendable {
    let app: AppID
    let name: String
    let developer: String?
    let instant: Timestamp
    /// The charts that listed it up to the instant, best first.
    let charts: [Chart]
    let launch: Launch?
    /// The published figures that stand at the instant.
    let observations: [Observation]
    /// The launch's own curve; `nil` for an app without a documented launch.
    let curve: DownloadCurve?
    let downloads: DownloadMilestones?
    let rankMilestones: [Milestone]
    /// What people's own counters say, such as sales reports.
    let counted: [CountedSeries]
    let ledger: LedgerSnapshot
    /// In which clock times read.
    let zone: TimeZoneTable
    /// The time to which looks and daily figures are limited; `nil` for all of it.
    var range: TimeRange?

    /// - Parameters:
    ///   - only: the one chart that is asked about; without it, all that listed the app.
    ///   - wanted: of several documented launches of the app, the one that is meant.
    /// - Returns: `nil` for an app that was never seen.
    init?(
        of app: AppID,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        zone: TimeZoneTable = .utc,
        only chart: Chart? = nil,
        launch wanted: Launch? = nil
    ) {
        guard ledger.registry.handle(of: app) != nil else { return nil }
        self.app = app
        self.ledger = ledger
        self.instant = instant
        self.zone = zone
        counted = CountedSeries.all(of: app, in: ledger, asOf: instant)
        let naming = ledger.registry.appName(of: app, in: nil, asOf: instant)
        name = naming?.name ?? app.text
        developer = naming?.developer
        let records =
            chart.map { chart in
                ledger.rankRecord(of: app, in: chart, asOf: instant).map { [(chart: chart, record: $0)] } ?? []
            } ?? ledger.rankRecords(of: app, asOf: instant)
        // By index, which is the charts' own order and quicker to compare.
        charts =
            records.enumerated()
            .map { (genre: $1.chart.genre == nil ? 0 : 1, best: $1.record.best, index: $0) }
            .sorted { ($0.genre, $0.best, $0.index) < ($1.genre, $1.best, $1.index) }
            .map { records[$0.index].chart }
        let launch = wanted ?? ledger.launch(of: app)
        self.launch = launch
        let published = ledger.observations(of: app, asOf: instant)
        let observations = launch.map { ledger.observations(of: $0, asOf: instant) } ?? published
        self.observations = observations
        let curve = launch.map { DownloadCurve(observations: observations, of: $0) }
        self.curve = curve
        downloads = launch.flatMap { launch in
            curve.map {
                DownloadMilestones(
                    of: launch,
                    curve: $0,
                    observations: observations,
                    thresholds: MilestoneScale.downloads(with: ledger.goals)
                )
            }
        }
        let best = Dictionary(uniqueKeysWithValues: records.map { ($0.chart, Int($0.record.best)) })
        rankMilestones = charts.flatMap { chart in
            RankMilestones.reached(in: chart) { rank in
                // What was never reached need not be looked for.
                rank.value < best[chart] ?? 0 ? nil : ledger.reach(of: app, atOrAbove: rank, in: chart, asOf: instant)
            } quoted: { rank, instant in
                // The ranks are the app's, whichever file told them.
                published.first {
                    $0.metric == .rank && $0.chart == chart && $0.period.standsFrom == instant
                        && Int($0.value) <= rank.value
                }
            }
        }
    }

    /// Where reports of one counter contradict each other, a sentence each.
    var countConflicts: [String] { counted.flatMap(\.conflicts) }

    /// Both kinds of milestones, the newest first.
    var milestones: [Milestone] {
        (rankMilestones + (downloads?.reached ?? [])).sorted {
            guard $0.latest == $1.latest else { return $0.latest > $1.latest }
            return ($0.metric.rawValue, $0.threshold) > ($1.metric.rawValue, $1.threshold)
        }
    }

    /// The app's rank in `chart` at the instant: the newest that was seen, when it was last seen, and whether a second
    /// look agrees where it was not there.
    func current(in chart: Chart) -> (rank: Rank?, seen: Timestamp, isConfirmed: Bool)? {
        guard let point = ledger.lastPoint(of: app, in: chart, asOf: instant) else { return nil }
        let before = ledger.lastPoint(of: app, in: chart, asOf: Timestamp(seconds: point.time) - 1)
        let isConfirmed = point.rank != nil || point.seenUntil > point.time || before?.rank == nil
        return (point.rank.flatMap { Rank(Int($0)) }, Timestamp(seconds: point.seenUntil), isConfirmed)
    }

    /// Claims that stand beside the launch's own figures.
    var claims: [Observation] { observations.filter { $0.kind == .claim } }

    /// Figures that are neither ranks, nor the launch's own curve, nor claims, nor disagreements with it.
    var otherFigures: [Observation] {
        let shown = Set(disagreements)
        return observations.filter { figure in
            figure.metric != .rank && figure.kind != .claim && !shown.contains(figure) && !isOfOwnCurve(figure)
        }
    }

    /// Whether the launch's own curve is made of it.
    func isOfOwnCurve(_ figure: Observation) -> Bool {
        figure.metric == .downloads && figure.kind != .claim && figure.series == launch?.series
            && figure.scope == launch?.homeScope
    }

    /// Figures that contradict the launch's own series: of the same metric, scope and period, but another series.
    var disagreements: [Observation] {
        guard let launch else { return [] }
        let own = observations.filter { $0.series == launch.series && $0.kind != .claim }
        return observations.filter { other in
            other.series != launch.series && other.kind != .claim
                && own.contains { $0.metric == other.metric && $0.scope == other.scope && $0.period == other.period }
        }
    }
}
