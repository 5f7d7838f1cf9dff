import Archive
import Foundation
import History
import Market

extension Collector {
    /// Loads what another process writes to the archive, until the task is canceled.
    ///
    /// - Parameter start: The position up to which the archive was read.
    package func followArchive(from start: ArchivePosition) async {
        guard let path = loader?.reader.path else { return }
        var position = start
        var shown: ArchiveError?
        var writer = WriterReading()
        var alertsRead = AlertReading()
        while !Task.isCancelled {
            do throws(ArchiveError) {
                // After an error, load even if nothing changed, to clear the error.
                if let next = try loader?.position(), next != position || shown != nil {
                    try refreshCatalog()
                    try loadChanges(after: position)
                    position = next
                    try noteFollowed(path)
                    shown = nil
                }
            } catch {
                log.report(error.description)
                if error != shown {
                    var source = SourceHealth(source: path)
                    (source.isPolled, source.isRecording) = (false, ArchiveWriter.isLocked(path))
                    source.error = error.description
                    ledger.note(source)
                    observer?.post(ledger.snapshot)
                }
                shown = error
            }
            followWriter(of: path, &writer)
            followAlerts(of: path, &alertsRead)
            do { try await Task.sleep(for: .seconds(1)) } catch { return }
        }
    }

    /// Loads new blocks and the log. Charts that haven't been loaded yet are left out, because loading them later
    /// includes the changes.
    private func loadChanges(after position: ArchivePosition) throws(ArchiveError) {
        let unloaded = queue.unloadedCharts
        let charts = unloaded.isEmpty ? nil : Set(try loader?.reader.charts() ?? []).subtracting(unloaded)
        let problems = try loader?.load(.after(key: position.key), of: charts, into: &ledger).problems ?? []
        for problem in problems { log.report(problem.description) }
    }

    private func noteFollowed(_ path: String) throws(ArchiveError) {
        var source = SourceHealth(archive: path, newest: try loader?.reader.lastSeen(), at: SystemClock.now())
        source.error = unreadableData
        ledger.note(source)
        observer?.post(ledger.snapshot)
    }

    /// The progress of reading the status of another process and its sources.
    struct WriterReading {
        var modified: Date?
        var isRecording: Bool?
        /// The labels of the other process's sources.
        var labels: Set<String> = []
    }

    /// Shows the sources of the process that writes to the archive, and whether that process is running, if either has
    /// changed.
    ///
    /// - Parameter reading: The progress of reading, which this function updates.
    func followWriter(of archive: String, _ reading: inout WriterReading) {
        let (modified, isRecording) = (SourceStatusFile.modified(of: archive), ArchiveWriter.isLocked(archive))
        guard modified != reading.modified || isRecording != reading.isRecording else { return }
        // Sources with the same label that are polled here keep their own status.
        let own = polledLabels
        let sources = SourceStatusFile.read(of: archive).filter { !own.contains($0.source) }
        let labels = Set(sources.map(\.source))
        for label in reading.labels.subtracting(labels) where !own.contains(label) && label != archive {
            ledger.forgetSource(label)
        }
        for source in sources { ledger.note(source) }
        if var source = ledger.snapshot.sources.first(where: { $0.source == archive }) {
            source.isRecording = isRecording
            ledger.note(source)
        }
        noteUnarchived(archive, isRecording: isRecording)
        reading = WriterReading(modified: modified, isRecording: isRecording, labels: labels)
        observer?.post(ledger.snapshot)
    }

    /// Shows an error if this process polls sources without an archive because another process was recording, and that
    /// other process has stopped.
    private func noteUnarchived(_ archive: String, isRecording: Bool) {
        let label = SourceHealth.label(ofUnwritten: archive)
        guard var source = ledger.snapshot.sources.first(where: { $0.source == label }) else { return }
        source.isRecording = isRecording
        source.error =
            isRecording
            ? nil
            : "\(archive): the process that recorded has stopped; snapshots polled here are not archived; quit and start "
                + "again to archive them"
        ledger.note(source)
    }
}
