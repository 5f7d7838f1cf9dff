import Growth
import History
import Market
import TimeSeries

/// How much a chart as a whole has changed since the list with which it is compared.
struct ChartMovement: Sendable {
    /// Most ticks over which churn is the mean: a week of hours.
    static let mostTicks = 168

    let chart: Chart
    /// 1 − RBO between the two lists.
    let volatility: Double?
    let measure: ChartVolatility
    /// Entries by depth, the mean over the ticks between; `nil` where there is none.
    let churn: Double?
    /// How many ticks that is of.
    let ticks: Int
    /// Since when those are.
    let churnSince: Timestamp
    let from: Timestamp
    let to: Timestamp

    /// - Returns: `nil` where there is no earlier list, or only some places of one are known.
    /// - Complexity: O(ids · ticks of the window).
    init?(of table: RankTable, in ledger: LedgerSnapshot) {
        let ranking = table.ranking
        guard let comparedTo = table.comparedTo, let series = ledger.rankings[ranking.chart],
            let current = series.tick(asOf: ranking.confirmedUntil.seconds),
            let reference = series.tick(asOf: comparedTo.seconds), reference.position <= current.position
        else { return nil }
        chart = ranking.chart
        (from, to) = (comparedTo, ranking.confirmedUntil)
        measure = ChartVolatility(depth: ranking.entries.count)
        let first = max(reference.position, current.position - Self.mostTicks)
        let turnovers = series.turnovers(over: first...current.position)
        churn = ChartVolatility.churn(of: turnovers)
        ticks = turnovers.count
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
        let depths = [reference, current].map { series.placings(at: $0.position).last?.rank ?? 0 }
        let lengths = (one: Int(depths[0]), other: Int(depths[1]))
        return measure.between(common: common, lengths: lengths)
    }

    static let volatilityMethod =
        "1 − RBO between the two lists (Webber, Moffat and Zobel 2010); 0 is no change, 100 % nothing in common"
    static let churnMethod = "entries by depth, the mean over the lists that differ"

    /// "volatility 12.3 %, churn 1.2 % a tick".
    var words: String { "volatility \(volatilityText), churn \(churnText)" }

    /// "volatility =12.3 % in 24h (1 − RBO, p = 0.99), churn =1.2 % of the places a tick, 8 ticks".
    var sentence: String {
        let over = ticks > 0 ? ", \(NumberFormat.count(ticks, "tick"))" : ""
        return
            "volatility \(volatilityText) in \(ChartReport.length(to - from)) (1 − RBO, p = \(measure.persistence)), "
            + "churn \(churnText)\(over)"
    }

    private var volatilityText: String { volatility.map(Self.percent) ?? "–" }
    private var churnText: String { churn.map { "\(Self.percent($0)) a tick" } ?? "–" }

    private static func percent(_ share: Double) -> String {
        "\(FigureKind.derived.mark)\(NumberFormat.tenths(share * 100)) %"
    }

    /// - Parameter zone: in which clock times read.
    func card(in zone: TimeZoneTable) -> FigureCard {
        FigureCard(
            title: "how much \(chart.shortTitle) moved",
            value: words,
            kind: .derived,
            lines: [
                .init(
                    label: "between",
                    text: "\(TimeFormat.instant(from, in: zone)) and \(TimeFormat.instant(to, in: zone))"
                ),
                .init(label: "volatility", text: Self.volatilityMethod),
                .init(label: "p", text: weightText),
                .init(label: "churn", text: "\(Self.churnMethod): \(NumberFormat.count(ticks, "tick"))"),
                .init(label: "source", text: "our arithmetic on the lists"),
            ]
        )
    }

    /// Where p puts the weight.
    private var weightText: String {
        let top = measure.persistence > 0.985 ? 100 : measure.persistence > 0.95 ? 50 : 10
        let weight = measure.weight(ofTop: top).map { NumberFormat.tenths($0 * 100) } ?? "–"
        return "\(measure.persistence), which puts \(weight) % of the weight on the top \(top)"
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
            ("value", .of(churn)), ("unit", .text("share of the places a tick")), ("ticks", .of(ticks)),
            ("from", .of(churnSince)), ("to", .of(to)), ("window", .text(ChartReport.length(to - churnSince))),
            ("kind", .text(FigureKind.derived.rawValue)), ("method", .text(Self.churnMethod)),
        ])
    }
}
