import History

extension Collector {
    /// Shows sources that can't be followed, each with its error, and logs them.
    func note(_ unresolved: [UnresolvedSource]) {
        guard !unresolved.isEmpty else { return }
        for source in unresolved {
            // Without an interval, because it is tried again when the settings change.
            var health = SourceHealth(source: source.label)
            health.error = "not followed: \(source.problem)"
            ledger.note(health)
            log.say("not followed: \(source.sentence)")
        }
        inbox.post(ledger.snapshot)
        journal(isUrgent: true)
    }

    /// Removes a source that couldn't be followed.
    func forget(unresolved label: String) {
        ledger.forgetSource(label)
        inbox.post(ledger.snapshot)
    }
}
