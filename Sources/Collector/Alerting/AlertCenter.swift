package import Alerts
import Canvas
import History
package import Market
package import Settings

/// Evaluates alert rules while sources are polled, and sends alerts to the log, the screen, commands and webhooks.
package struct AlertCenter: Sendable {
    private var evaluator: AlertEvaluator
    private var settings: [AlertRule: AlertSettings] = [:]
    private let log: EventLog
    private let observer: (any CollectorObserver)?
    let dispatcher: AlertDispatcher

    package init(_ alerts: [AlertSettings], start: Timestamp, observer: (any CollectorObserver)?, log: EventLog) {
        evaluator = AlertEvaluator(alerts.map(\.rule), start: start)
        self.observer = observer
        self.log = log
        dispatcher = AlertDispatcher(log: log)
        setRules(of: alerts)
    }

    /// Replaces the rules. Unchanged rules keep their state.
    mutating func use(_ alerts: [AlertSettings], now: Timestamp) {
        evaluator.use(alerts.map(\.rule), now: now)
        setRules(of: alerts)
    }

    private mutating func setRules(of alerts: [AlertSettings]) {
        settings = Dictionary(alerts.map { ($0.rule, $0) }) { first, _ in first }
        observer?.post(rules: alerts.map(\.rule))
    }

    /// Evaluates all rules and sends the alerts that fire.
    mutating func evaluate(_ ledger: LedgerSnapshot, now: Timestamp) {
        guard !settings.isEmpty else { return }
        for action in evaluator.evaluate(ledger, now: now) {
            switch action {
            case .fire(let alert):
                log.write("alert", alert.text)
                guard let settings = settings[alert.rule] else { continue }
                observer?.post(SentAlert(alert: alert, rings: settings.bell, notifies: settings.notify))
                dispatcher.enqueue(alert, with: settings)
            case .withhold(let rule, let count, let first):
                let titles = first.joined(separator: ", ") + (count > first.count ? ", …" : "")
                let limit = "limit of \(AlertEvaluator.hourlyLimit) alerts per hour for each rule"
                log.write("withheld", "\(NumberFormat.count(count, "alert")) of \"\(rule.text)\" (\(titles)): \(limit)")
            }
        }
    }
}

/// An alert to show on the screen.
package struct SentAlert: Sendable {
    package var alert: Alert
    package var rings: Bool
    package var notifies: Bool
}
