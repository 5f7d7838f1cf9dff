import Canvas
import Growth
import History
import Market

extension ChartReport {
    /// Returns the estimated downloads per day at a rank, to two significant digits.
    ///
    /// - Returns: `nil` if no anchor applies to this chart at this instant.
    func demand(at rank: Rank) -> ClosedRange<Double>? {
        demand?.downloads(at: rank).map {
            NumberFormat.twoDigits($0.range.lowerBound)...NumberFormat.twoDigits($0.range.upperBound)
        }
    }

    /// Returns a card that explains an app's estimated downloads; `nil` if there is no estimate.
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
