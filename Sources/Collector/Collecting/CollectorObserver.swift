package import Alerts
package import History
package import Settings

/// A type that receives the collector's results, for example to show them on a screen.
package protocol CollectorObserver: Sendable {
    /// Shows a new state of the ledger.
    func post(_ snapshot: LedgerSnapshot)

    /// Shows the alert rules and all alerts.
    ///
    /// - Parameter new: The alerts that have just fired.
    func post(_ alerts: AlertHistory, new: [SentAlert])

    /// Applies the changed config file, or shows the error in it.
    func post(settings: Result<Configuration, Failure>)

    /// Records that one of the initial tasks is finished: the first poll of a source, or loading older history.
    func settle()
}
