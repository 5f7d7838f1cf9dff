import Archive
import History
import Market

extension SourceHealth {
    /// Creates the status of an archive: its newest data, whether a process is recording to it, and a note if it has
    /// snapshots dated in the future.
    init(archive path: String, newest: Timestamp?, at now: Timestamp) {
        self.init(source: path)
        isPolled = false
        isRecording = ArchiveWriter.isLocked(path)
        lastSuccess = now
        newestData = newest
        guard let newest, FutureCheck(now: now).rejects(newest) else { return }
        note =
            "\(path): has snapshots dated in the future (now: \(now.iso8601), newest: \(newest.iso8601)), hidden on live "
            + "pages; check the system clock; if the clock is right, remove them with launchtop archive forget --from TIME"
    }

    /// Returns the label of an archive that this process can't write to.
    static func label(ofUnwritten archive: String) -> String { "\(archive) (writing)" }
}
