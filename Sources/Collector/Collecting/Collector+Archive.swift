import Archive
import Foundation
import History
import Market
import Settings

extension Collector {
    /// Maximum number of snapshots kept in memory while the archive can't be written, such as on a full disk.
    private static let pendingLimit = 100_000
    /// Maximum number of counts kept in memory that the archive has, too. They take up to 10 MB.
    private static let countLimit = 100_000
    /// Maximum number of times that a moved archive is rewritten while the pending batches are written.
    private static let recoveryLimit = 3

    /// Writes a batch to the archive, after the batches that couldn't be written before.
    func keep(_ batch: ArchiveBatch) {
        guard archive != nil else { return }
        if !batch.isEmpty { pending.append(batch) }
        while pending.reduce(0, { $0 + $1.snapshots.count }) > Self.pendingLimit, pending.count > 1 {
            droppedCount += pending.removeFirst().snapshots.count
        }
        guard !pending.isEmpty else { return }
        writePending()
        archiveWritten.signal()
        prune()
        boundMemory()
        boundCounts()
    }

    private func writePending() {
        guard archive != nil else { return }
        var problem: ArchiveError?
        var recoveries = 0
        while problem == nil, let batch = pending.first {
            do throws(ArchiveError) {
                try archive?.append(batch)
                pending.removeFirst()
            } catch {
                let isGone = [.displaced, .overwritten].contains(error.reason)
                recoveries += isGone ? 1 : 0
                problem = isGone && recoveries <= Self.recoveryLimit ? recover(from: error) : error
            }
        }
        for damage in archive?.problems ?? [] { log.report(damage.description) }
        if let problem { log.report(problem.description) }
        if let path = archive?.path { note(problem, of: path) }
    }

    /// Shows the archive among the sources once there has been a problem with it.
    private func note(_ problem: ArchiveError?, of path: String) {
        guard problem != nil || archiveHealth != nil || incident != nil else { return }
        var source = SourceHealth(source: path)
        source.isRecording = true
        source.lastAttempt = SystemClock.now()
        source.error =
            problem.map { "\($0); new snapshots are kept in memory, and writing will be retried" } ?? incident
        guard source.error != archiveHealth?.error else { return }
        archiveHealth = source
        ledger.note(source)
        observer?.post(ledger.snapshot)
        writeStatus(isUrgent: true)
    }

    /// Evicts old blocks if the ledger exceeds its memory limit, reloading it from the archive if necessary.
    private func boundMemory() {
        guard pending.isEmpty, archive != nil, var fresh = loader, ledger.snapshot.rankingBytes > evictionThreshold
        else {
            return
        }
        defer { evictionThreshold = max(configuration.memory, ledger.snapshot.rankingBytes / 4 * 5) }
        fresh.evict(from: &ledger)
        if ledger.snapshot.rankingBytes <= configuration.memory { return }
        // Snapshots of this run can only be evicted after reading them back, because their blocks are unknown until
        // then.
        do throws(ArchiveError) {
            try archive?.seal()
            try reload(&fresh)
        } catch {
            log.report(error.description)
        }
    }

    /// Removes counts from memory if there are many, because the archive has them.
    private func boundCounts() {
        guard pending.isEmpty, archive != nil, ledger.snapshot.counters.addedCount > Self.countLimit, var fresh = loader
        else { return }
        do throws(ArchiveError) {
            try fresh.readCounts(in: &ledger, isComplete: droppedCount == 0)
            loader = fresh
        } catch {
            log.report(error.description)
        }
    }

    /// Replaces all rankings in the ledger with those in the archive.
    func reload(_ fresh: inout ArchiveLoader) throws(ArchiveError) {
        var bounded = ledger
        for problem in try fresh.loadCatalog(into: &bounded) { log.report(problem.description) }
        bounded.forgetRankings()
        for problem in try fresh.load(.all, into: &bounded).problems { log.report(problem.description) }
        (ledger, loader, queue) = (bounded, fresh, LoadQueue())
        ledger.notePending(nil)
    }

    /// Loads the names of apps that were added since the loader was created.
    func refreshCatalog() throws(ArchiveError) {
        guard var fresh = loader else { return }
        for problem in try fresh.loadCatalog(into: &ledger) { log.report(problem.description) }
        loader = fresh
    }

    /// Writes pending batches, reports data that couldn't be written, and closes the archive.
    ///
    /// - Returns: A message about problems with the archive in this run, or `nil` if all data was written.
    @discardableResult
    package func finish() -> String? {
        writePending()
        checkAtEnd()
        writeStatus(isUrgent: true)
        let lost = droppedCount + pending.reduce(0) { $0 + $1.snapshots.count }
        if lost > 0 {
            note(
                incident:
                    "\(NumberFormat.count(lost, "snapshot")) lost: couldn't be written to the archive"
            )
            log.report(incident ?? "")
        }
        guard let archive = archive.take() else { return incident }
        do throws(ArchiveError) {
            try archive.close()
        } catch {
            log.report(error.description)
            note(incident: error.description)
        }
        return incident
    }
}
