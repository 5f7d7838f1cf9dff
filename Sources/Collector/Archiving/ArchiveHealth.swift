import History
import Market

extension SourceHealth {
    /// Creates the status of an archive as a source: its newest data, and a note if it has snapshots dated in the
    /// future.
    init(archive path: String, newest: Timestamp?, at now: Timestamp) {
        self.init(source: path)
        lastSuccess = now
        newestData = newest
        guard let newest, FutureCheck(now: now).rejects(newest) else { return }
        note =
            "\(path): has snapshots dated in the future (now: \(now.iso8601), newest: \(newest.iso8601)), hidden on live "
            + "pages; check the system clock; if the clock is right, remove them with launchtop archive forget --from TIME"
    }
}
