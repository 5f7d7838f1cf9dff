import Canvas
import Growth
import History
import Market

extension RankGrowth {
    static let velocityMethod = "(r(t−w) − r(t)) / w, positive: rising"
    static let volatilityMethod = "1.4826 · MAD of ln(r(t) / r(t−1)) between updates (snapshots that differ)"

    private static let rangeMethod =
        "range: a = \(text(DemandExponent.inUse.lowerBound)) to "
        + text(DemandExponent.inUse.upperBound)
    private static let fittedMethod = "(r(t−w) / r(t))^a, a: fitted to this chart's anchors; \(rangeMethod)"
    private static let typicalMethod = "(r(t−w) / r(t))^a, a: typical for this kind of chart; \(rangeMethod)"

    /// The formula for the change in demand, in which `a` is the exponent.
    var demandMethod: String { isFitted ? Self.fittedMethod : Self.typicalMethod }

    var lines: [GrowthReport.Line] {
        [rankLine] + [demandLine, volatilityLine].compactMap { $0 }
    }

    private func line(
        _ label: String,
        _ value: String,
        isKnown: Bool = true,
        kind: FigureKind = .derived,
        plain: GrowthReport.Plain? = nil,
        _ method: String
    ) -> GrowthReport.Line {
        .init(
            label: label,
            value: value,
            isKnown: isKnown,
            kind: kind,
            method: method,
            source: "ranks in \(chart.title)",
            plain: plain
        )
    }

    /// The line with the rank velocity: "=+135 ranks/day, #180 → #45 in 24h, US Top Free", or with the reason why there
    /// is none.
    private var rankLine: GrowthReport.Line {
        guard let velocity, let rank = rankStatus.rank, let before = rankStatus.previousRank else {
            return line("rank", "no data: \(reason), \(chart.shortTitle)", isKnown: false, Self.velocityMethod)
        }
        let ranks = NumberFormat.tenths(velocity.ranks)
        let speed = "\(FigureKind.derived.mark)\(velocity.ranks > 0 ? "+" : "")\(ranks) \(velocity.unit)"
        let move = "#\(before.value) → #\(rank.value) in \(length), \(chart.shortTitle)"
        let value = "\(speed), \(move)"
        return line("rank", value, plain: .init(label: "rank", value: value), Self.velocityMethod)
    }

    /// The reason why there is no velocity.
    private var reason: String {
        guard rankStatus.rank != nil else {
            return rankStatus.isConfirmed ? "not ranked" : "missing from the latest snapshot"
        }
        switch rankStatus.state {
        case .new: return "new within \(length)"
        case .returned: return "back within \(length)"
        case .steady, nil: return "no earlier snapshot"
        }
    }

    /// The line with the estimated change in demand: "~×3.5 in 24h (3.5–3.9), a = 0.90"; `nil` without two ranks to
    /// compare.
    private var demandLine: GrowthReport.Line? {
        guard velocity != nil else { return nil }
        guard let factorText, let exponent else {
            let value = "no data: no known exponent for \(chart.kind.name)"
            return line("demand", value, isKnown: false, kind: .estimate, "d(r) = b·r^(−a)")
        }
        return line(
            "demand",
            "\(factorText), a = \(Self.text(exponent))",
            kind: .estimate,
            plain: .init(label: "estimate", value: "downloads \(factorText), from ranks"),
            demandMethod
        )
    }

    /// The change in demand as a factor with its range: "~×3.5 in 24h (3.5–3.9)"; `nil` without an estimate.
    private var factorText: String? {
        demand.map { demand in
            let range = NumberFormat.brief(demand.range)
            let point = NumberFormat.brief(demand.factor)
            let band = range == point ? "" : " (\(range))"
            return "\(FigureKind.estimate.mark)×\(point) in \(length)\(band)"
        }
    }

    /// The line with the volatility per update: "=8.3%/update, 24 updates"; `nil` for fewer than three updates.
    private var volatilityLine: GrowthReport.Line? {
        volatility.map {
            let percent = "\(FigureKind.derived.mark)\(NumberFormat.tenths($0 * 100))%/update"
            return line("volatility", "\(percent), \(NumberFormat.count(updates, "update"))", Self.volatilityMethod)
        }
    }

    /// The actual time between the compared snapshots as text: "24h".
    private var length: String { ChartReport.length(rankStatus.distance) }

    /// Returns the longest summary that fits: "▲135 in 24h, downloads ~×3.5–3.9".
    func brief(width: Int, theme: Theme) -> [StyledText] {
        guard rankStatus.comparedTo != nil, rankStatus.rank != nil else { return [] }
        let sign = theme.styled(.change(rankStatus.state, rankStatus.change))
        let change = sign.text.isEmpty ? StyledText("unchanged", theme.faint) : sign
        var forms = [" in \(length)", "/\(length)"]
        if let demand, rankStatus.change != 0 {
            let factors = "\(FigureKind.estimate.mark)×\(NumberFormat.brief(demand.range))"
            forms = [" in \(length), downloads \(factors)", "/\(length) \(factors)"] + forms
        }
        let rest = forms.first { displayWidth(change.text + $0) <= width }
        return rest.map { [change, StyledText($0, theme.faint)] } ?? []
    }

    /// Returns an exponent as text with two or three decimals: "0.90", "0.944".
    private static func text(_ exponent: Double) -> String {
        let thousandths = Int((exponent * 1000).rounded())
        let fraction = "\(1000 + thousandths % 1000)".dropFirst()
        return "\(thousandths / 1000).\(fraction.hasSuffix("0") ? fraction.dropLast() : fraction)"
    }
}
