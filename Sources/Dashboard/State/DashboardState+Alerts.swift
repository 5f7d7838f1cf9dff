import Alerts
import History
public import Market

/// Something that was told and not read yet.
struct Toast: Hashable, Sendable {
    /// How many alerts came since a key was pressed.
    var count: Int
    /// It goes away by itself at this instant.
    var until: Timestamp

    /// Seconds that it stays after the last alert.
    static let length: Int64 = 20
}

extension DashboardState {
    /// Most alerts that are listed.
    public static let alertLimit = AlertEvaluator.historyLimit

    /// When the line about the last alerts goes away, where one is shown: until then, and no longer, somebody has to
    /// look at the clock.
    public var toastEnds: Timestamp? { toast?.until }

    /// Adds alerts, the newest last, and shows that they came.
    mutating func take(_ alerts: [Alert]) {
        guard !alerts.isEmpty else { return }
        self.alerts += alerts
        if self.alerts.count > Self.alertLimit { self.alerts.removeFirst(self.alerts.count - Self.alertLimit) }
        toast = Toast(count: min(Self.alertLimit, (toast?.count ?? 0) + alerts.count), until: now + Toast.length)
    }

    /// Lets the line go when its time is over.
    mutating func endToast() {
        if let toast, toast.until <= now { self.toast = nil }
    }

    /// Lists all alerts over the page.
    mutating func showAlerts() { mode = .overlay(Overlay(kind: .alerts)) }

    /// The places at which rules about an app in a chart tell, best first.
    func alertBorders(of app: AppID, in chart: Chart) -> [Rank] {
        let borders = alertRules.compactMap { rule -> Rank? in
            guard let charts = rule.condition.charts, charts.contain(chart) else { return nil }
            switch rule.apps {
            case .one(let one) where one != app: return nil
            case .watchlist where !data.watchlist.contains(app): return nil
            case .one, .watchlist, .any: return rule.condition.border
            }
        }
        return Set(borders).sorted()
    }
}
