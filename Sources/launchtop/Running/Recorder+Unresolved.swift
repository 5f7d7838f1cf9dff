import History

extension Recorder {
    /// Shows sources that can't be followed, each with its error, and logs them.
    func note(_ unresolved: [UnresolvedSource]) {
        guard !unresolved.isEmpty else { return }
        for source in unresolved {
            // Without an interval, because it is tried again when the settings change.
            var feed = FeedHealth(source: source.label)
            feed.error = "not followed: \(source.problem)"
            ledger.note(feed)
            log.say("not followed: \(source.sentence)")
        }
        inbox.post(ledger.snapshot)
        journal(isUrgent: true)
    }

    /// Removes a source that couldn't be followed.
    func forget(unresolved label: String) {
        ledger.forgetFeed(label)
        inbox.post(ledger.snapshot)
    }
}
