import History
import Market

/// The part of an app's data within the shown time range.
extension AppReport {
    /// Returns the app's rank in each snapshot of `chart` within the shown range, including snapshots that changed
    /// nothing. A `nil` rank means not ranked.
    ///
    /// - Complexity: O(snapshots of the chart).
    func observedRanks(in chart: Chart) -> [(time: Timestamp, rank: Rank?)] {
        let ranks = ledger.readings(of: app, in: chart, asOf: instant)
        guard let range else { return ranks }
        return ranks.filter { range.contains($0.time) }
    }

    /// Returns whether a figure is within the shown range. Figures for specific days must overlap the range; totals and
    /// claims are always shown.
    func isShown(_ figure: Observation) -> Bool {
        guard let range, figure.kind != .claim else { return true }
        switch figure.period {
        case .through, .total: return true
        case .day, .days, .within:
            let first = figure.period.firstDay ?? figure.period.lastDay
            return first.start <= range.end && figure.period.lastDay.lastSecond >= range.start
        }
    }

    /// The published figures within the shown range.
    var shownObservations: [Observation] { observations.filter(isShown) }
}
