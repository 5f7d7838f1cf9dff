import Growth
import History
import Market
import TimeSeries

/// An app's rank velocity in one chart and the implied change in demand.
struct RankGrowth: Sendable {
    /// The maximum number of chart updates used for volatility: one day of hourly updates.
    static let maximumUpdates = 24

    let chart: Chart
    /// The current rank and the rank one window earlier.
    let rankStatus: RankStatus
    /// The estimated change in demand; `nil` if the app isn't ranked in both snapshots or there is no exponent for the
    /// kind of chart.
    let demand: DemandGrowth?
    /// The exponent `a` of the demand model; `nil` if there is none for the kind of chart.
    let exponent: Double?
    /// Whether the exponent was fitted to anchors of this chart.
    let isFitted: Bool
    /// The volatility of the rank: 1.4826 times the median absolute deviation of ln(r(t) / r(t−1)), where r(t) is the
    /// rank after update t; `nil` for fewer than three updates.
    let volatility: Double?
    /// The number of updates used for volatility.
    let updates: Int
    /// The time of the first snapshot used for volatility.
    let since: Timestamp

    /// Computes an app's growth in one chart.
    ///
    /// - Returns: `nil` if no snapshot has data about the app, or if the newest one is partial or stale.
    init?(of report: AppReport, in chart: Chart, window: Int64, anchors: [DemandAnchor]) {
        let (ledger, instant) = (report.ledger, report.instant)
        guard let rankStatus = ledger.rankStatus(of: report.app, in: chart, asOf: instant, window: window),
            !rankStatus.isPartial, let series = ledger.rankings[chart], let last = series.index(asOf: instant.seconds),
            !RankHistory.isStale(seen: rankStatus.seen, isPartial: false, in: series, asOf: instant)
        else { return nil }
        self.chart = chart
        self.rankStatus = rankStatus
        let model = RankDemand(of: chart, anchors: anchors, asOf: instant)
        exponent = model?.exponent
        isFitted = model?.isFitted ?? false
        demand = rankStatus.rank.flatMap { rank in
            rankStatus.previousRank.flatMap { before in
                model.flatMap {
                    DemandGrowth(from: before, to: rank, seconds: rankStatus.distance, exponent: $0.exponent)
                }
            }
        }
        since = Timestamp(seconds: series.tick(at: max(0, last - Self.maximumUpdates)).time)
        let points = ledger.rankPoints(of: report.app, in: chart, during: TimeRange(since, max(since, instant)))
            .filter { !$0.isPartial }
        volatility = RankVolatility.of(points.map { $0.rank.flatMap { Rank(Int($0)) } })
        updates = max(0, points.count - 1)
    }

    /// The ranks gained per day, or per hour if the snapshots are less than half a day apart; `nil` if the app isn't
    /// ranked in both snapshots.
    var velocity: (ranks: Double, unit: String)? {
        guard let change = rankStatus.change, rankStatus.distance > 0 else { return nil }
        let isHourly = rankStatus.distance < Day.secondsPerDay / 2
        let unit = isHourly ? 3600 : Double(Day.secondsPerDay)
        return (Double(change) / Double(rankStatus.distance) * unit, isHourly ? "ranks/h" : "ranks/day")
    }
}

extension RankStatus {
    /// The time between the compared snapshots in seconds; 0 if there is no earlier one.
    var distance: Int64 { comparedTo.map { seen - $0 } ?? 0 }
}
