import History
import Market

/// What of an app lies in the time that is shown.
extension AppReport {
    /// Every look at `chart` in the range that is shown, whether it found anything changed or not.
    ///
    /// - Complexity: O(looks at the chart).
    func looks(in chart: Chart) -> [(time: Timestamp, rank: Rank?)] {
        let looks = ledger.readings(of: app, in: chart, asOf: instant)
        guard let range else { return looks }
        return looks.filter { range.contains($0.time) }
    }

    /// Whether a figure is shown. Figures of certain days are drawn over time, so they have to lie in the range; totals
    /// and claims are listed whatever the range.
    func isShown(_ figure: Observation) -> Bool {
        guard let range, figure.kind != .claim else { return true }
        switch figure.period {
        case .through, .total: return true
        case .day, .days, .within:
            let first = figure.period.firstDay ?? figure.period.lastDay
            return first.start <= range.end && figure.period.lastDay.lastSecond >= range.start
        }
    }

    /// The published figures that are shown.
    var shownObservations: [Observation] { observations.filter(isShown) }
}
