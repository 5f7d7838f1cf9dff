import History
import Settings

extension Collector {
    /// Applies changed settings that don't need a restart.
    func use(_ configuration: Configuration) {
        self.configuration = configuration
        ledger.watch(entries: configuration.watchlist)
        ledger.setGoals(configuration.milestones)
        alerts?.use(configuration.alerts, now: clock.now())
        observer?.post(settings: .success(configuration))
        replicationChanged.signal()
        saveAlerts()
        observer?.post(ledger.snapshot)
    }

    /// Shows an error in the changed config file, or clears it if `error` is `nil`.
    func noteSettings(_ path: String, _ error: Failure?) {
        guard let error else {
            if ledger.snapshot.sources.contains(where: { $0.source == path }) { ledger.forgetSource(path) }
            observer?.post(ledger.snapshot)
            return
        }
        let message = "\(error.description); keeping the previous settings"
        log.report(message)
        observer?.post(settings: .failure(Failure(message)))
        var source = SourceHealth(source: path)
        source.error = message
        ledger.note(source)
        observer?.post(ledger.snapshot)
    }
}
