import Archive
import Foundation
import History
import Market
import Synchronization

/// Recovery when the archive is moved, deleted or replaced while it is being written.
extension Collector {
    /// Writes a complete new archive and continues with it.
    ///
    /// - Returns: The error if the archive couldn't be written, or `nil` on success.
    func recover(from problem: ArchiveError) -> ArchiveError? {
        isRecovering.store(true, ordering: .relaxed)
        defer { isRecovering.store(false, ordering: .relaxed) }
        let now = SystemClock.now()
        // The file that replaced the archive may be a different archive, so it can't be copied.
        if problem.reason == .overwritten { return recoverFromLedger(after: problem, at: now) }
        do throws(ArchiveError) {
            guard let recovery = try archive?.recover(at: now) else { return problem }
            note(recovery, after: problem, leavingOut: LedgerArchive.LeftOut())
            return nil
        } catch {
            log.report("\(problem); can't read the old file: \(error); rewriting the archive from memory")
            return recoverFromLedger(after: problem, at: now)
        }
    }

    /// Writes a new archive from the contents of the ledger, because the old file can't be read or isn't the same
    /// archive.
    private func recoverFromLedger(after problem: ArchiveError, at now: Timestamp) -> ArchiveError? {
        // The file that replaced the archive may be a different archive.
        if problem.reason != .overwritten { loadRest() }
        let snapshot = ledger.snapshot
        var leftOut = LedgerArchive.LeftOut()
        do throws(ArchiveError) {
            let recovery = try archive?.recover(at: now) { writer throws(ArchiveError) in
                leftOut = try LedgerArchive.write(snapshot, to: &writer)
            }
            guard let recovery else { return problem }
            note(recovery, after: problem, leavingOut: leftOut)
            // The new blocks have other keys, so reload them.
            if let reader = archive?.reader {
                var fresh = try ArchiveLoader(reader, configuration: configuration)
                try reload(&fresh)
            }
            return nil
        } catch {
            return error
        }
    }

    private func note(
        _ recovery: ArchiveRecovery,
        after problem: ArchiveError,
        leavingOut leftOut: LedgerArchive.LeftOut
    ) {
        let summary = recovery.summary
        let contents =
            "\(NumberFormat.count(summary.snapshots, "snapshot")) and \(NumberFormat.count(summary.counts, "count"))"
        let target = recovery.path == problem.path ? "to the same path" : "to \(recovery.path)"
        var message = "\(problem): wrote a complete archive (\(contents)) \(target) and continued recording there"
        var missing: [String] = []
        if leftOut.snapshots > 0 { missing.append(NumberFormat.count(leftOut.snapshots, "older snapshot")) }
        if leftOut.countedApps > 0 {
            missing.append("the counts of \(NumberFormat.count(leftOut.countedApps, "app"))")
        }
        if !missing.isEmpty { message += "; \(missing.joined(separator: " and ")) couldn't be recovered" }
        note(incident: message)
        log.report(message)
    }

    /// Adds a message to `incident`, which is shown on the Sources page and at the end of the run. Does nothing if
    /// `incident` is too long or already contains the message.
    func note(incident message: String) {
        guard let before = incident else {
            incident = message
            return
        }
        if before.utf8.count < 2000, !before.contains(message) { incident = "\(before); \(message)" }
    }

    /// Checks at the end of the run whether the archive is still at its path, and rewrites it if it isn't.
    func checkAtEnd() {
        var problem: ArchiveError?
        do throws(ArchiveError) { try archive?.checkFiles() } catch { problem = error }
        guard let found = problem else { return }
        // This is the last chance to write the data in memory.
        if [.displaced, .overwritten].contains(found.reason) || !pending.isEmpty { problem = recover(from: found) }
        if let problem {
            log.report(problem.description)
            note(incident: problem.description)
        } else {
            keep(ArchiveBatch(source: "", snapshots: []))
        }
    }
}
