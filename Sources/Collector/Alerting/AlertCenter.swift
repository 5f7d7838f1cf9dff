import Alerts
import History
package import Market
package import Settings

/// A type that evaluates alert rules while sources are polled, keeps the history of alerts, and sends alerts to the
/// log, the screen, commands and webhooks.
package struct AlertCenter: Sendable {
    private var evaluator: AlertEvaluator
    private var settings: [AlertRule: AlertSettings] = [:]
    private var file: AlertFile
    private let log: EventLog
    private let observer: (any CollectorObserver)?
    let dispatcher: AlertDispatcher
    private(set) var history: AlertHistory

    /// Creates an alert center for a run, and reads the history of earlier runs.
    ///
    /// - Parameters:
    ///   - start: The time when the run began.
    ///   - zone: The time zone for times in alert texts.
    ///   - archive: The path of the archive that this process writes to, with the history of earlier runs next to it;
    ///     `nil` if there is none.
    package init(
        _ alerts: [AlertSettings],
        start: Timestamp,
        zone: TimeZoneTable,
        archive: String?,
        observer: (any CollectorObserver)?,
        log: EventLog
    ) {
        file = AlertFile()
        history = AlertHistory()
        if let archive {
            history = file.read(of: archive)
            for problem in file.problems { log.report(problem) }
        }
        history.endPending()
        evaluator = AlertEvaluator(
            alerts.map(\.rule),
            start: start,
            zone: zone,
            count: history.lastNumber,
            resuming: Dictionary(history.rules.map { ($0.rule, $0.pending) }) { first, _ in first }
        )
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
        history.rules = alerts.map { ActiveRule($0.rule, destinations: $0.destinations) }
        notePending()
        observer?.post(history, new: [])
    }

    /// Records the changes that a second snapshot has to confirm, so that the next run can confirm them.
    private mutating func notePending() {
        let pending = evaluator.pending
        for index in history.rules.indices { history.rules[index].pending = pending[history.rules[index].rule] ?? [:] }
    }

    /// Evaluates all rules and sends the alerts that fire.
    mutating func evaluate(_ ledger: LedgerSnapshot, now: Timestamp) {
        guard !settings.isEmpty else { return }
        var fired: [SentAlert] = []
        for action in evaluator.evaluate(ledger, now: now) {
            switch action {
            case .fire(let alert):
                log.write("alert", alert.text)
                guard let settings = settings[alert.rule] else { continue }
                var sent = SentAlert(alert, rings: settings.bell, notifies: settings.notify)
                sent.deliveries = settings.destinations.map { AlertDelivery(to: $0) }
                history.add(sent)
                fired.append(sent)
            case .withhold(let rule, let count, let first):
                let titles = first.joined(separator: ", ") + (count > first.count ? ", …" : "")
                let limit = "limit of \(AlertEvaluator.hourlyLimit) alerts per hour for each rule"
                log.write("withheld", "\(NumberFormat.count(count, "alert")) of \"\(rule.text)\" (\(titles)): \(limit)")
            }
        }
        let rules = history.rules
        notePending()
        guard !fired.isEmpty else {
            if history.rules != rules { observer?.post(history, new: []) }
            return
        }
        for alert in fired.map(\.alert) {
            guard let settings = settings[alert.rule] else { continue }
            for (destination, reason) in dispatcher.enqueue(alert, with: settings) {
                history.note(.failed(reason), of: destination, for: [alert.number])
            }
        }
        observer?.post(history, new: fired)
    }

    /// Records the outcome of sending alerts to a destination.
    ///
    /// - Parameter numbers: The numbers of the alerts.
    mutating func note(_ outcome: AlertDelivery.Outcome, of destination: String, for numbers: Set<Int>) {
        history.note(outcome, of: destination, for: numbers)
        observer?.post(history, new: [])
    }

    /// Writes the history to a file next to an archive, if the history changed.
    mutating func save(of archive: String) {
        if let problem = file.write(history, of: archive) { log.report(problem) }
    }
}
