import History
import Ingest
import Market

extension SourceHealth {
    /// An archive as one of the feeds: how new it is, and whether it has snapshots stamped in the future.
    init(archive path: String, newest: Timestamp?, at now: Timestamp) {
        self.init(source: path)
        lastSuccess = now
        newestData = newest
        guard let newest, FutureCheck(now: now).rejects(newest) else { return }
        note =
            "\(path): has snapshots stamped after now (\(now.iso8601)), up to \(newest.iso8601); live pages don't show "
            + "them; check the system clock first: if it is right, “launchtop archive forget --from TIME” removes them"
    }
}
