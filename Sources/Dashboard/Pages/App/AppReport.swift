import Canvas
import Growth
import History
import Market
import TimeSeries

/// An app as of an instant, as shown on the App page and exported as text, JSON and CSV.
struct AppReport: Sendable {
    let app: AppID
    let name: String
    let developer: String?
    let instant: Timestamp
    /// The charts that ranked the app up to the instant: charts of whole stores first, then by best rank.
    let charts: [Chart]
    let launch: Launch?
    /// The published figures known at the instant.
    let observations: [Observation]
    /// The launch's download curve; `nil` for an app without a documented launch.
    let curve: DownloadCurve?
    let downloads: DownloadMilestones?
    let rankMilestones: [Milestone]
    /// Counts from the user's own counters, such as sales reports.
    let counted: [CountedSeries]
    let ledger: LedgerSnapshot
    /// The time zone for clock times.
    let zone: TimeZoneTable
    /// The time range that ranks and daily figures are limited to; `nil` for all.
    var range: TimeRange?

    /// Creates a report of an app.
    ///
    /// - Parameters:
    ///   - chart: The only chart to include (default: all charts that ranked the app).
    ///   - wanted: Which of the app's documented launches to use (default: the ledger's choice).
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
        // The index is the charts' own order and faster to compare than the charts.
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
                // Skip ranks that were never reached.
                rank.value < best[chart] ?? 0 ? nil : ledger.reach(of: app, atOrAbove: rank, in: chart, asOf: instant)
            } quoted: { rank, instant in
                // Ranks belong to the app, no matter which launch file contains them.
                published.first {
                    $0.metric == .rank && $0.chart == chart && $0.period.knownFrom == instant
                        && Int($0.value) <= rank.value
                }
            }
        }
    }

    /// Conflicts between reports of one counter, and between publishers, one line each.
    var countConflicts: [String] {
        counted.flatMap(\.conflicts) + CountDisagreement.all(among: counted).map(\.text)
    }

    /// Rank and download milestones, newest first.
    var milestones: [Milestone] {
        (rankMilestones + (downloads?.reached ?? [])).sorted {
            guard $0.latest == $1.latest else { return $0.latest > $1.latest }
            return ($0.metric.rawValue, $0.threshold) > ($1.metric.rawValue, $1.threshold)
        }
    }

    /// The rank milestones found in recorded snapshots by chart, the best of each first.
    var recordedRankMilestones: [(chart: Chart, milestones: [Milestone])] {
        let byChart = Dictionary(grouping: rankMilestones.filter(\.isRecorded), by: \.chart)
        return charts.compactMap { chart in byChart[chart].map { (chart, $0.reversed()) } }
    }

    /// Milestones of downloads, and rank milestones from publications, newest first.
    var otherMilestones: [Milestone] { milestones.filter { !$0.isRecorded } }

    /// The user's own download counts by their most certain source; `nil` without any.
    var ownDownloads: (total: CounterTotal, curve: DownloadCurve)? {
        CounterTotal.preferred(CounterTotal.all(counted)).flatMap { total in
            total.firstDay.map { (total, DownloadCurve(counter: total.series, kind: total.kind, day0: $0)) }
        }
    }

    /// Returns the app's latest rank in `chart`, when it was last seen, and whether a second snapshot confirms it if
    /// the app isn't ranked.
    func current(in chart: Chart) -> (rank: Rank?, seen: Timestamp, isConfirmed: Bool)? {
        guard let point = ledger.lastPoint(of: app, in: chart, asOf: instant) else { return nil }
        let before = ledger.lastPoint(of: app, in: chart, asOf: Timestamp(seconds: point.time) - 1)
        let isConfirmed = point.rank != nil || point.seenUntil > point.time || before?.rank == nil
        return (point.rank.flatMap { Rank(Int($0)) }, Timestamp(seconds: point.seenUntil), isConfirmed)
    }

    /// Claims, which aren't part of the download curve.
    var claims: [Observation] { observations.filter { $0.kind == .claim } }

    /// Figures that aren't ranks, claims, part of the download curve, or in conflict with it.
    var otherFigures: [Observation] {
        let shown = Set(disagreements)
        return observations.filter { figure in
            figure.metric != .rank && figure.kind != .claim && !shown.contains(figure) && !isOfOwnCurve(figure)
        }
    }

    /// Returns whether a figure is part of the launch's download curve.
    func isOfOwnCurve(_ figure: Observation) -> Bool {
        figure.metric == .downloads && figure.kind != .claim && figure.series == launch?.series
            && figure.scope == launch?.homeScope
    }

    /// Figures that conflict with the launch's own series: same metric, scope and period, but another series.
    var disagreements: [Observation] {
        guard let launch else { return [] }
        let own = observations.filter { $0.series == launch.series && $0.kind != .claim }
        return observations.filter { other in
            other.series != launch.series && other.kind != .claim
                && own.contains { $0.metric == other.metric && $0.scope == other.scope && $0.period == other.period }
        }
    }
}
