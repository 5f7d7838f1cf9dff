import Canvas
import Growth
import History
import Market

extension RankGrowth {
    static let velocityMethod = "(r(t−w) − r(t)) / w, upwards counts as more"
    static let volatilityMethod = "1.4826 · MAD of ln(r(t) / r(t−1)), a tick being a list that differs"

    private static let inUse =
        "range: by the exponents in use, \(text(DemandExponent.inUse.lowerBound)) to "
        + text(DemandExponent.inUse.upperBound)
    private static let fittedMethod = "(r(t−w) / r(t))^a, a fitted to anchors of this chart; \(inUse)"
    private static let typicalMethod = "(r(t−w) / r(t))^a, a the one in use for such charts; \(inUse)"

    /// How demand is implied; a is the exponent.
    var demandMethod: String { isFitted ? Self.fittedMethod : Self.typicalMethod }

    var lines: [GrowthReport.Line] {
        [rankLine] + [demandLine, volatilityLine].compactMap { $0 }
    }

    private func line(
        _ label: String,
        _ value: String,
        isKnown: Bool = true,
        kind: FigureKind = .derived,
        _ method: String
    ) -> GrowthReport.Line {
        .init(
            label: label,
            value: value,
            isKnown: isKnown,
            kind: kind,
            method: method,
            source: "ranks in \(chart.title)"
        )
    }

    /// "=+135 places a day, #180 → #45 in 24h, US · Top Free · all".
    private var rankLine: GrowthReport.Line {
        guard let velocity, let rank = rankStatus.rank, let before = rankStatus.previousRank else {
            return line("rank", "–: \(reason), \(chart.shortTitle)", isKnown: false, Self.velocityMethod)
        }
        let places = NumberFormat.tenths(velocity.places)
        let speed = "\(FigureKind.derived.mark)\(velocity.places > 0 ? "+" : "")\(places) \(velocity.unit)"
        let move = "#\(before.value) → #\(rank.value) in \(length), \(chart.shortTitle)"
        return line("rank", "\(speed), \(move)", Self.velocityMethod)
    }

    /// Why there is no velocity.
    private var reason: String {
        guard rankStatus.rank != nil else { return rankStatus.isConfirmed ? "off the chart" : "not on the last list" }
        switch rankStatus.state {
        case .new: return "new within \(length)"
        case .returned: return "back within \(length)"
        case .steady, nil: return "no earlier list to compare with"
        }
    }

    /// "~×3.5 in 24h (3.5–3.9), a = 0.90"; nothing where no two ranks are compared.
    private var demandLine: GrowthReport.Line? {
        guard velocity != nil else { return nil }
        guard let factorText, let exponent else {
            let value = "–: nobody has said an exponent for \(chart.kind.name)"
            return line("demand", value, isKnown: false, kind: .estimate, "d(r) = b·r^(−a)")
        }
        return line("demand", "\(factorText), a = \(Self.text(exponent))", kind: .estimate, demandMethod)
    }

    /// "~×3.5 in 24h (3.5–3.9)".
    private var factorText: String? {
        demand.map { demand in
            let range = NumberFormat.brief(demand.range)
            let point = NumberFormat.brief(demand.factor)
            let band = range == point ? "" : " (\(range))"
            return "\(FigureKind.estimate.mark)×\(point) in \(length)\(band)"
        }
    }

    /// "=8.3 % a tick, 24 ticks"; nothing of fewer than three steps.
    private var volatilityLine: GrowthReport.Line? {
        volatility.map {
            let percent = "\(FigureKind.derived.mark)\(NumberFormat.tenths($0 * 100)) % a tick"
            return line("volatility", "\(percent), \(NumberFormat.count(steps, "tick"))", Self.volatilityMethod)
        }
    }

    /// "24h": how far the lists are apart, which need not be what was asked for.
    private var length: String { ChartReport.length(rankStatus.distance) }

    /// What stands beside a chart where there is little room, the fullest that fits: "▲135 in 24h, demand ~×3.5–3.9".
    func brief(width: Int, theme: Theme) -> [StyledText] {
        guard rankStatus.comparedTo != nil, rankStatus.rank != nil else { return [] }
        let change = RankChangeText.change(rankStatus.state, places: rankStatus.change, theme: theme)
        var forms = [" in \(length)", "/\(length)"]
        if let demand, rankStatus.change != 0 {
            let factors = "\(FigureKind.estimate.mark)×\(NumberFormat.brief(demand.range))"
            forms = [" in \(length), demand \(factors)", "/\(length) \(factors)"] + forms
        }
        let rest = forms.first { displayWidth(change.text + $0) <= width }
        return rest.map { [change, StyledText($0, theme.faint)] } ?? []
    }

    /// "0.90", "0.944".
    private static func text(_ exponent: Double) -> String {
        let thousandths = Int((exponent * 1000).rounded())
        let fraction = "\(1000 + thousandths % 1000)".dropFirst()
        return "\(thousandths / 1000).\(fraction.hasSuffix("0") ? fraction.dropLast() : fraction)"
    }
}
