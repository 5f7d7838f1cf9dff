import Alerts
import Canvas
import History
import Ingest
import Market

/// What is watched for while sources are followed, and where it goes: the log, the screen, commands and webhooks.
struct AlertCenter: Sendable {
    private var watch: AlertEvaluator
    private var settings: [AlertRule: AlertSettings] = [:]
    private let log: EventLog
    private let inbox: Inbox
    let dispatcher: AlertDispatcher

    init(_ alerts: [AlertSettings], start: Timestamp, inbox: Inbox, log: EventLog) {
        watch = AlertEvaluator(alerts.map(\.rule), start: start)
        self.inbox = inbox
        self.log = log
        dispatcher = AlertDispatcher(log: log)
        note(alerts)
    }

    /// Takes other rules; what is the same goes on.
    mutating func use(_ alerts: [AlertSettings], now: Timestamp) {
        watch.use(alerts.map(\.rule), now: now)
        note(alerts)
    }

    private mutating func note(_ alerts: [AlertSettings]) {
        settings = Dictionary(alerts.map { ($0.rule, $0) }) { first, _ in first }
        inbox.post(rules: alerts.map(\.rule))
    }

    /// Looks at what is known, and tells what is to be told.
    mutating func look(at ledger: LedgerSnapshot, now: Timestamp) {
        guard !settings.isEmpty else { return }
        for action in watch.evaluate(ledger, now: now) {
            switch action {
            case .fire(let alert):
                log.tell("alert", alert.text)
                guard let settings = settings[alert.rule] else { continue }
                inbox.post(SentAlert(alert: alert, rings: settings.bell, notifies: settings.notify))
                dispatcher.take(alert, by: settings)
            case .withhold(let rule, let count, let first):
                let titles = first.joined(separator: ", ") + (count > first.count ? ", …" : "")
                let limit = "a rule tells at most \(AlertEvaluator.hourlyLimit) within an hour"
                log.tell("withheld", "\(count) alerts of “\(rule.text)” (\(titles)): \(limit)")
            }
        }
    }
}

/// An alert on its way to the screen.
struct SentAlert: Sendable {
    var alert: Alert
    var rings: Bool
    var notifies: Bool
}
