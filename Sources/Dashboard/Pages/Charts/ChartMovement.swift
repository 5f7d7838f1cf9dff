import Growth
import History
import Market
import TimeSeries

/// The movement of a whole chart since an earlier snapshot: its volatility and churn.
struct ChartMovement: Sendable {
    /// The maximum number of updates averaged for churn: one week of hourly updates.
    static let maximumUpdates = 168

    let chart: Chart
    /// The volatility of the chart: 1 minus the rank-biased overlap (RBO) of the two snapshots; `nil` if they can't be
    /// compared.
    let volatility: Double?
    let measure: ChartVolatility
    /// The mean share of new entries per update; `nil` if there were no updates.
    let churn: Double?
    /// The number of updates averaged for churn.
    let updates: Int
    /// The start of the period over which churn is averaged.
    let churnSince: Timestamp
    let from: Timestamp
    let to: Timestamp

    /// Measures the movement between a table's snapshot and the earlier snapshot with which the table is compared.
    ///
    /// - Returns: `nil` if there is no earlier snapshot.
    /// - Complexity: O(ids · updates in the window).
    init?(of table: RankTable, in ledger: LedgerSnapshot) {
        let ranking = table.ranking
        guard let comparedTo = table.comparedTo, let series = ledger.rankings[ranking.chart],
            let current = series.tick(asOf: ranking.confirmedUntil.seconds),
            let reference = series.tick(asOf: comparedTo.seconds), reference.position <= current.position
        else { return nil }
        chart = ranking.chart
        (from, to) = (comparedTo, ranking.confirmedUntil)
        measure = ChartVolatility(depth: ranking.entries.count)
        let first = max(reference.position, current.position - Self.maximumUpdates)
        let turnovers = series.turnovers(over: first...current.position)
        churn = ChartVolatility.churn(of: turnovers)
        updates = turnovers.count
        churnSince = max(from, Timestamp(seconds: series.tick(at: first).time))
        let isSame = reference.position == current.position
        volatility = isSame ? 0 : Self.volatility(by: measure, in: series, from: reference, to: current)
    }

    private static func volatility(
        by measure: ChartVolatility,
        in series: RankingSeries,
        from reference: RankingSeries.Tick,
        to current: RankingSeries.Tick
    ) -> Double? {
        let common = series.common(reference.position, current.position)
            .map { (one: Int($0.one), other: Int($0.other)) }
        let depths = [reference, current].map { series.depth(at: $0.position).lastRank }
        let lengths = (one: depths[0], other: depths[1])
        return measure.between(common: common, lengths: lengths)
    }

    static let volatilityMethod =
        "1 − RBO of the two snapshots (Webber, Moffat and Zobel 2010); 0%: no change, 100%: nothing in common"
    static let churnMethod = "new entries as a share of the chart, mean over its updates (snapshots that differ)"

    /// The values of both measures: "volatility =12.3%, churn =1.2%/update".
    var value: String { "volatility \(volatilityText), churn \(churnText)" }

    /// Both measures in detail: "volatility =12.3% in 24h (1 − RBO, p = 0.99), churn =1.2%/update, 8 updates".
    var details: String {
        let over = updates > 0 ? ", \(NumberFormat.count(updates, "update"))" : ""
        return
            "volatility \(volatilityText) in \(ChartReport.length(to - from)) (1 − RBO, p = \(measure.persistence)), "
            + "churn \(churnText)\(over)"
    }

    /// A summary in plain words: "=1.2% new per update"; `nil` without updates.
    var summary: String? { churn.map { "\(Self.percent($0)) new per update" } }

    private var volatilityText: String { volatility.map(Self.percent) ?? Symbol.noData }
    private var churnText: String { churn.map { "\(Self.percent($0))/update" } ?? Symbol.noData }

    private static func percent(_ share: Double) -> String {
        "\(FigureKind.derived.mark)\(NumberFormat.tenths(share * 100))%"
    }

    /// Returns a card that explains the chart's volatility and churn.
    ///
    /// - Parameter zone: The time zone for clock times.
    func card(in zone: TimeZoneTable) -> FigureCard {
        FigureCard(
            title: "movement of \(chart.shortTitle)",
            value: value,
            kind: .derived,
            lines: [
                .init(
                    label: "between",
                    text: "\(TimeFormat.instant(from, in: zone)) and \(TimeFormat.instant(to, in: zone))"
                ),
                .init(label: "volatility", text: Self.volatilityMethod),
                .init(label: "p", text: weightText),
                .init(label: "churn", text: "\(Self.churnMethod): \(NumberFormat.count(updates, "update"))"),
                .init(label: "source", text: "calculated by launchtop from the snapshots"),
            ]
        )
    }

    /// The RBO parameter `p` and the weight that it gives to the top of the chart, as text.
    private var weightText: String {
        let top = measure.persistence > 0.985 ? 100 : measure.persistence > 0.95 ? 50 : 10
        let weight = measure.weight(ofTop: top).map { "\(NumberFormat.tenths($0 * 100))%" } ?? Symbol.noData
        return "\(measure.persistence); the top \(top) ranks have \(weight) of the weight"
    }
}

extension ChartMovement {
    var volatilityJSON: JSONText {
        .object([
            ("value", .of(volatility)), ("p", .of(measure.persistence)), ("from", .of(from)), ("to", .of(to)),
            ("window", .text(ChartReport.length(to - from))), ("kind", .text(FigureKind.derived.rawValue)),
            ("method", .text(Self.volatilityMethod)),
        ])
    }

    var churnJSON: JSONText {
        .object([
            ("value", .of(churn)), ("unit", .text("share of entries per update")), ("ticks", .of(updates)),
            ("from", .of(churnSince)), ("to", .of(to)), ("window", .text(ChartReport.length(to - churnSince))),
            ("kind", .text(FigureKind.derived.rawValue)), ("method", .text(Self.churnMethod)),
        ])
    }
}
