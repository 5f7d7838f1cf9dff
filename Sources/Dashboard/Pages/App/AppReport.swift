import Canvas
import Growth
import History
import Market
import TimeSeries

/// A report about an app as of an instant, as shown on the App page and exported as text, JSON and CSV.
struct AppReport: Sendable {
    let app: AppID
    let name: String
    let developer: String?
    let instant: Timestamp
    /// The charts that ranked the app up to the instant: charts of the whole store first, then by best rank. Charts that
    /// aren't followed any more come last.
    let charts: [Chart]
    /// The charts that are still followed.
    var followedCharts: ArraySlice<Chart> { charts.prefix(followedCount) }
    private let followedCount: Int
    let launch: Launch?
    /// The published figures known at the instant.
    let observations: [Observation]
    /// The launch's download curve; `nil` for an app without a documented launch.
    let curve: DownloadCurve?
    let downloads: DownloadMilestones?
    /// The rank and download milestones that the app has reached, newest first.
    let milestones: [Milestone]
    /// The rank milestones found in recorded snapshots, grouped by chart, with the best rank first in each group.
    let recordedRankMilestones: [(chart: Chart, milestones: [Milestone])]
    /// The counts from the user's own counters, such as sales reports.
    let counted: [CountedSeries]
    let ledger: LedgerSnapshot
    /// The time zone for clock times.
    let zone: TimeZoneTable
    /// The time from which reviews are counted; `nil` for the start of the documented launch, or of the data.
    var launchTime: Timestamp?
    /// The time range that ranks and daily figures are limited to; `nil` for no limit.
    var range: TimeRange?

    /// Creates a report about an app.
    ///
    /// - Parameters:
    ///   - chart: The only chart to include (default: all charts that ranked the app).
    ///   - wanted: The documented launch to use (default: the ledger's choice among the app's launches).
    ///   - entered: The name that the user entered, which is used until a chart has one; `nil` for none.
    ///   - isWatched: Whether the app is on the watchlist.
    /// - Returns: `nil` for an app that was never seen and isn't on the watchlist.
    init?(
        of app: AppID,
        in ledger: LedgerSnapshot,
        asOf instant: Timestamp,
        zone: TimeZoneTable = .utc,
        only chart: Chart? = nil,
        launch wanted: Launch? = nil,
        named entered: String? = nil,
        isWatched: Bool = false
    ) {
        guard ledger.registry.handle(of: app) != nil || isWatched else { return nil }
        self.app = app
        self.ledger = ledger
        self.instant = instant
        self.zone = zone
        counted = CountedSeries.all(of: app, in: ledger, asOf: instant)
        let naming = ledger.registry.appName(of: app, in: nil, asOf: instant)
        name = naming?.name ?? entered ?? ledger.name(of: app, asOf: instant)
        developer = naming?.developer
        let histories = ledger.rankHistories(of: app, reaching: MilestoneScale.ranks, asOf: instant, only: chart)
        // The index preserves the charts' own order and is faster to compare than the charts.
        let newest = histories.map { ledger.rankings[$0.chart]?.tick(asOf: instant.seconds) }
        let newestTime = newest.compactMap { $0?.seenUntil }.max().map { Timestamp(seconds: $0) }
        let isOutdated = newest.map { tick in
            guard let tick, let newestTime else { return false }
            let seen = Timestamp(seconds: tick.seenUntil)
            return RankHistory.isOutdated(seen: seen, isPartial: tick.isPartial, newest: newestTime)
        }
        let ordered = histories.enumerated()
            .map { index, history in
                (
                    age: isOutdated[index] ? 1 : 0, genre: history.chart.genre == nil ? 0 : 1,
                    best: history.record.best, index: index
                )
            }
            .sorted { ($0.age, $0.genre, $0.best, $0.index) < ($1.age, $1.genre, $1.best, $1.index) }
            .map { histories[$0.index] }
        charts = ordered.map(\.chart)
        followedCount = isOutdated.count { !$0 }
        let launch = wanted ?? ledger.launch(of: app)
        self.launch = launch
        let published = ledger.observations(of: app, asOf: instant)
        let observations = launch.map { ledger.observations(of: $0, asOf: instant) } ?? published
        self.observations = observations
        let curve = launch.map { DownloadCurve(observations: observations, of: $0) }
        self.curve = curve
        let downloads = launch.flatMap { launch in
            curve.map {
                DownloadMilestones(
                    of: launch,
                    curve: $0,
                    observations: observations,
                    thresholds: MilestoneScale.downloads(with: ledger.goals)
                )
            }
        }
        self.downloads = downloads
        let byChart = ordered.map { chart, _, reaches in
            RankMilestones.reached(in: chart, at: reaches) { rank, instant in
                // Ranks apply to the app, no matter which of its launch files contains them.
                published.first {
                    $0.metric == .rank && $0.chart == chart && $0.period.knownFrom == instant
                        && Int($0.value) <= rank.value
                }
            }
        }
        recordedRankMilestones = zip(charts, byChart).compactMap { chart, milestones in
            let recorded = milestones.filter(\.isRecorded)
            return recorded.isEmpty ? nil : (chart, recorded.reversed())
        }
        milestones = (byChart.joined() + (downloads?.reached ?? [])).sorted {
            guard $0.latest == $1.latest else { return $0.latest > $1.latest }
            return ($0.metric.rawValue, $0.threshold) > ($1.metric.rawValue, $1.threshold)
        }
    }

    /// Conflicts between reports of one counter, and between publishers, one line each.
    var countConflicts: [String] { CountDisagreement.conflicts(among: counted) }

    /// The download milestones, and the rank milestones reported by publishers, newest first.
    var otherMilestones: [Milestone] { milestones.filter { !$0.isRecorded } }

    /// The milestones that the app has reached, including those of the user's own counts, newest first. The page shows the
    /// latter only on Milestones.
    var allMilestones: [Milestone] {
        let counted = countedMilestones
        return counted.isEmpty ? milestones : (milestones + counted).sorted { $0.latest > $1.latest }
    }

    /// The milestones that the user's own download counts have reached, newest first.
    private var countedMilestones: [Milestone] {
        guard let own = ownDownloads else { return [] }
        return MilestoneScale.downloads(with: ledger.goals).reversed().compactMap { threshold in
            own.curve.days(passing: Double(threshold)).map { days in
                Milestone(
                    metric: .downloads,
                    threshold: threshold,
                    earliest: days.lowerBound.start,
                    latest: days.upperBound.lastSecond,
                    kind: own.total.kind,
                    source: own.total.source
                )
            }
        }
    }

    /// The user's own download counts from the most certain source, as a total and a curve; `nil` if there are none.
    var ownDownloads: (total: CounterTotal, curve: DownloadCurve)? {
        CounterTotal.preferred(CounterTotal.all(counted)).flatMap { total in
            total.firstDay.map { (total, DownloadCurve(counter: total.series, kind: total.kind, day0: $0)) }
        }
    }

    /// Returns the app's latest rank in `chart`, when the chart was last seen, and whether the rank is confirmed. An
    /// absence is confirmed once a second snapshot doesn't list the app. Returns `nil` if there is no data about the
    /// app in `chart`.
    func current(in chart: Chart) -> (rank: Rank?, seen: Timestamp, isConfirmed: Bool)? {
        guard let point = ledger.lastPoint(of: app, in: chart, asOf: instant) else { return nil }
        let before = ledger.lastPoint(of: app, in: chart, asOf: Timestamp(seconds: point.time) - 1)
        let isConfirmed = point.rank != nil || point.seenUntil > point.time || before?.rank == nil
        return (point.rank.flatMap { Rank(Int($0)) }, Timestamp(seconds: point.seenUntil), isConfirmed)
    }

    /// The claims, which aren't part of the download curve.
    var claims: [Observation] { observations.filter { $0.kind == .claim } }

    /// The figures that are neither ranks nor claims, and neither part of the download curve nor in conflict with it.
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

    /// The figures that conflict with the launch's own series: figures from another series for the same metric, scope
    /// and period.
    var disagreements: [Observation] {
        guard let launch else { return [] }
        let own = observations.filter { $0.series == launch.series && $0.kind != .claim }
        return observations.filter { other in
            other.series != launch.series && other.kind != .claim
                && own.contains { $0.metric == other.metric && $0.scope == other.scope && $0.period == other.period }
        }
    }
}
