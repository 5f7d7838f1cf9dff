import History

extension Collector {
    /// Shows and logs sources that can't be polled, each with its error.
    func note(_ unresolved: [UnresolvedSource]) {
        guard !unresolved.isEmpty else { return }
        for source in unresolved {
            // No interval, because the source is only retried when the settings change.
            var health = SourceHealth(source: source.label)
            health.error = "not polled: \(source.problem)"
            ledger.note(health)
            log.report("not polled: \(source.description)")
        }
        observer?.post(ledger.snapshot)
        writeStatus(isUrgent: true)
    }

    /// Removes a source that couldn't be polled.
    func forget(unresolved label: String) {
        ledger.forgetSource(label)
        observer?.post(ledger.snapshot)
    }
}
