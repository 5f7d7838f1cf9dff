import Canvas
import Growth
import History
import Market

extension ChartReport {
    /// Estimated downloads a day at a rank, to two digits: the band is wider than a third would tell.
    ///
    /// - Returns: `nil` where no anchor counts in this chart at this instant.
    func demand(at rank: Rank) -> ClosedRange<Double>? {
        demand?.downloads(at: rank).map {
            NumberFormat.twoDigits($0.range.lowerBound)...NumberFormat.twoDigits($0.range.upperBound)
        }
    }

    /// The column of estimates; there is none where no anchor counts.
    func demandColumns(priority: Int) -> [TableLayout.Column] {
        demand == nil ? [] : [.init("est. a day", least: 11, priority: priority, isRightAligned: true)]
    }

    /// What stands in the column: "58k–520k ~", and `·` for what is off the chart.
    func demandText(at rank: Rank?, theme: Theme) -> [StyledText] {
        guard demand != nil else { return [] }
        let words = rank.flatMap(demand(at:)).map { "\(NumberFormat.shortRange($0)) \(FigureKind.estimate.mark)" }
        return [StyledText(words ?? "·", theme.faint)]
    }

    /// What the estimate for an app rests on; `nil` where there is none.
    func demandCard(of app: AppID) -> FigureCard? {
        guard let demand, let ranked = apps.first(where: { $0.app == app }), let range = self.demand(at: ranked.rank)
        else { return nil }
        return FigureCard(
            demand,
            at: ranked.rank,
            range: range,
            of: ranked.name ?? app.text
        )
    }
}
