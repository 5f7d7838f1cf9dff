import Growth
import History
import Market
import TimeSeries

/// How fast an app moves in one chart, and what that implies for the demand for it.
struct RankGrowth: Sendable {
    /// Ticks of the chart over which its restlessness is measured, a day of hourly lists.
    static let ticks = 24

    let chart: Chart
    /// Where it stands, and where it stood a window ago.
    let rankStatus: RankStatus
    /// Seconds over which change was asked for; how far the lists are apart is another thing.
    let window: Int64
    /// `nil` where it was not on both lists, and where the kind of chart has no exponent.
    let demand: DemandGrowth?
    /// a; `nil` where the kind of chart has none.
    let exponent: Double?
    /// Whether a was fitted to anchors of this chart.
    let isFitted: Bool
    /// 1.4826 · MAD of ln(r(t) / r(t−1)); `nil` of fewer than three steps.
    let volatility: Double?
    /// Steps from tick to tick that were looked at, and when the first of them began.
    let steps: Int
    let since: Timestamp

    /// - Returns: `nil` where no list says anything of the app, or only some places of the newest are known.
    init?(of report: AppReport, in chart: Chart, window: Int64, anchors: [DemandAnchor]) {
        let (ledger, instant) = (report.ledger, report.instant)
        guard let rankStatus = ledger.rankStatus(of: report.app, in: chart, asOf: instant, window: window),
            !rankStatus.isPartial, let series = ledger.rankings[chart], let last = series.index(asOf: instant.seconds)
        else { return nil }
        self.chart = chart
        self.rankStatus = rankStatus
        self.window = window
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
        since = Timestamp(seconds: series.tick(at: max(0, last - Self.ticks)).time)
        let points = ledger.rankPoints(of: report.app, in: chart, during: TimeRange(since, max(since, instant)))
            .filter { !$0.isPartial }
        volatility = RankVolatility.of(points.map { $0.rank.flatMap { Rank(Int($0)) } })
        steps = max(0, points.count - 1)
    }

    /// Places gained each day, or each hour where less than half a day lies between the lists; `nil` where it was not on
    /// both.
    var velocity: (places: Double, unit: String)? {
        guard let change = rankStatus.change, rankStatus.distance > 0 else { return nil }
        let isHourly = rankStatus.distance < Day.secondsPerDay / 2
        let unit = isHourly ? 3600 : Double(Day.secondsPerDay)
        return (Double(change) / Double(rankStatus.distance) * unit, isHourly ? "places an hour" : "places a day")
    }
}

extension RankStatus {
    /// Seconds between the lists that are compared; 0 where there is no earlier one.
    var distance: Int64 { comparedTo.map { seen - $0 } ?? 0 }
}
