import Alerts
import History
public import Market

/// A notification about the alerts since the last key press.
struct Toast: Hashable, Sendable {
    /// The number of alerts since the last key press.
    var count: Int
    /// The time when the toast disappears.
    var until: Timestamp

    /// The number of seconds for which the toast is shown after the last alert.
    static let length: Int64 = 20
}

extension DashboardState {
    /// The time when the toast disappears; `nil` if there is no toast. Clock events must arrive until then.
    public var toastEnds: Timestamp? { toast?.until }

    /// Adds alerts that just fired, and shows a toast.
    mutating func take(_ alerts: [SentAlert]) {
        guard !alerts.isEmpty else { return }
        // The history may already contain a later state of these alerts.
        let known = Set(alertHistory.alerts.map(\.alert.number))
        for alert in alerts where !known.contains(alert.alert.number) { alertHistory.add(alert) }
        toast = Toast(
            count: min(AlertHistory.limit, (toast?.count ?? 0) + alerts.count),
            until: now + Toast.length
        )
    }

    /// Removes the toast if it has expired.
    mutating func endToast() {
        if let toast, toast.until <= now { self.toast = nil }
    }

    /// Shows the list of alerts.
    mutating func showAlerts() { mode = .overlay(Overlay(kind: .alerts)) }

    /// Returns the rank thresholds of the alert rules that apply to an app in a chart, best first.
    func alertThresholds(of app: AppID, in chart: Chart) -> [Rank] {
        let borders = alertHistory.rules.map(\.rule).compactMap { rule -> Rank? in
            guard let charts = rule.condition.charts, charts.contain(chart) else { return nil }
            switch rule.apps {
            case .one(let one) where one != app: return nil
            case .watchlist where !data.watchlist.contains(app): return nil
            case .one, .watchlist, .any: return rule.condition.threshold
            }
        }
        return Set(borders).sorted()
    }
}
