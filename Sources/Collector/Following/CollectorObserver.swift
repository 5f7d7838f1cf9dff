package import Alerts
package import History
package import Settings

/// Receives the collector's results, for example to show them on a screen.
package protocol CollectorObserver: Sendable {
    /// Shows a new state of the ledger.
    func post(_ snapshot: LedgerSnapshot)

    /// Shows an alert.
    func post(_ alert: SentAlert)

    /// Shows the current alert rules.
    func post(rules: [AlertRule])

    /// Applies the changed config file, or shows the error in it.
    func post(settings: Result<Configuration, Failure>)

    /// Called when one of the initial tasks is finished: the first poll of a source, or loading older history.
    func settle()
}
