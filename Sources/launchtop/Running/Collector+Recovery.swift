import Archive
import Dashboard
import Foundation
import History
import Market
import Synchronization

/// What is done when the archive is moved, deleted or replaced while it is being written.
extension Collector {
    /// Writes a complete archive again and goes on in it.
    ///
    /// - Returns: what prevented it; `nil` where all is in the new archive.
    func recover(from problem: ArchiveError) -> ArchiveError? {
        isRecovering.store(true, ordering: .relaxed)
        defer { isRecovering.store(false, ordering: .relaxed) }
        let now = SourceLoader.now()
        // What was written over the file may be an archive too, and a copy of it whole.
        if problem.reason == .overwritten { return recoverFromLedger(after: problem, at: now) }
        do throws(ArchiveError) {
            guard let recovery = try archive?.recover(at: now) else { return problem }
            note(recovery, after: problem, unreadable: 0)
            return nil
        } catch {
            log.say("\(problem); it can't be read any more: \(error); it is written again from memory")
            return recoverFromLedger(after: problem, at: now)
        }
    }

    /// Writes what the ledger holds, where the open file can't be read any more.
    private func recoverFromLedger(after problem: ArchiveError, at now: Timestamp) -> ArchiveError? {
        let snapshot = ledger.snapshot
        var unreadable = 0
        do throws(ArchiveError) {
            let recovery = try archive?.recover(at: now) { writer throws(ArchiveError) in
                unreadable = try LedgerArchive.write(snapshot, to: &writer)
            }
            guard let recovery else { return problem }
            note(recovery, after: problem, unreadable: unreadable)
            // Its blocks have other keys than those that the ledger knows of.
            if let reader = archive?.reader {
                var fresh = try ArchiveLoader(reader, configuration: configuration)
                try readAnew(&fresh)
            }
            return nil
        } catch {
            return error
        }
    }

    private func note(_ recovery: ArchiveRecovery, after problem: ArchiveError, unreadable: Int) {
        let summary = recovery.summary
        let held =
            "\(NumberFormat.count(summary.snapshots, "snapshot")) and \(NumberFormat.count(summary.counts, "count"))"
        let place = recovery.path == problem.path ? "written there again" : "written to \(recovery.path)"
        var words = "\(problem): a complete archive of \(held) was \(place), and recording goes on in it"
        if unreadable > 0 {
            words += "; \(NumberFormat.count(unreadable, "older snapshot")) could not be read any more"
        }
        note(incident: words)
        log.say(words)
    }

    /// Keeps the first few sentences of what happened, for the page Feeds and the end.
    func note(incident words: String) {
        guard let before = incident else {
            incident = words
            return
        }
        if before.utf8.count < 2000, !before.contains(words) { incident = "\(before); \(words)" }
    }

    /// Looks once more whether the archive is where it was, also where nothing waits.
    func checkAtEnd() {
        var problem: ArchiveError?
        do throws(ArchiveError) { try archive?.checkFiles() } catch { problem = error }
        guard let found = problem else { return }
        // The last chance to keep what is in memory, also where the old disk isn't there.
        if [.displaced, .overwritten].contains(found.reason) || !waiting.isEmpty { problem = recover(from: found) }
        if let problem {
            log.say(problem.description)
            note(incident: problem.description)
        } else {
            keep(ArchiveBatch(source: "", snapshots: []))
        }
    }
}
