import Archive
import Dashboard
import Foundation
import History
import Ingest
import Market

extension Collector {
    /// Most lists that wait for a disk to have room again.
    private static let waitingLimit = 100_000
    /// Times that an archive is written again for one batch, where it goes on being moved.
    private static let recoveryLimit = 3

    /// Into the archive, with what could not be written before.
    func keep(_ batch: ArchiveBatch) {
        guard archive != nil else { return }
        if !batch.isEmpty { waiting.append(batch) }
        while waiting.reduce(0, { $0 + $1.snapshots.count }) > Self.waitingLimit, waiting.count > 1 {
            givenUp += waiting.removeFirst().snapshots.count
        }
        guard !waiting.isEmpty else { return }
        writeWaiting()
        prune()
        boundMemory()
    }

    private func writeWaiting() {
        guard archive != nil else { return }
        var problem: ArchiveError?
        var recoveries = 0
        while problem == nil, let batch = waiting.first {
            do throws(ArchiveError) {
                try archive?.append(batch)
                waiting.removeFirst()
            } catch {
                let isGone = [.displaced, .overwritten].contains(error.reason)
                recoveries += isGone ? 1 : 0
                problem = isGone && recoveries <= Self.recoveryLimit ? recover(from: error) : error
            }
        }
        for damage in archive?.problems ?? [] { log.say(damage.description) }
        if let problem { log.say(problem.description) }
        if let path = archive?.path { note(problem, of: path) }
    }

    /// The archive as one of the feeds, once something was wrong with it.
    private func note(_ problem: ArchiveError?, of path: String) {
        guard problem != nil || archiveHealth != nil || incident != nil else { return }
        var source = SourceHealth(source: path)
        source.lastAttempt = SourceLoader.now()
        source.error = problem.map { "\($0); what comes is shown, and writing it will be tried again" } ?? incident
        guard source.error != archiveHealth?.error else { return }
        archiveHealth = source
        ledger.note(source)
        inbox.post(ledger.snapshot)
        journal(isUrgent: true)
    }

    /// Where the ledger has outgrown its memory, its rankings are read anew, so that old blocks may stay on disk.
    private func boundMemory() {
        guard waiting.isEmpty, archive != nil, var fresh = loader, ledger.snapshot.rankingBytes > memoryToTryAt else {
            return
        }
        defer { memoryToTryAt = max(configuration.memory, ledger.snapshot.rankingBytes / 4 * 5) }
        if ledger.evict(toFit: configuration.memory, on: fresh.blockStore) { return }
        // What came in this run has no place on disk that the ledger knows of, until it is read back from there.
        do throws(ArchiveError) {
            try archive?.seal()
            try readAnew(&fresh)
        } catch {
            log.say(error.description)
        }
    }

    /// Takes all rankings from the archive, in whose blocks they stand by now.
    func readAnew(_ fresh: inout ArchiveLoader) throws(ArchiveError) {
        var bounded = ledger
        for problem in try fresh.loadCatalog(into: &bounded) { log.say(problem.description) }
        for chart in bounded.snapshot.charts { bounded.forget(chart) }
        for problem in try fresh.load(.all, into: &bounded) { log.say(problem.description) }
        (ledger, loader) = (bounded, fresh)
    }

    /// Reads what an archive holds before `instant`, which the first picture did without.
    func loadOlder(than instant: Timestamp) async {
        do throws(ArchiveError) {
            try refreshCatalog()
            for charts in try loader?.groups() ?? [] {
                guard !Task.isCancelled, let loader else { return }
                for problem in try loader.load(.before(instant), of: charts, into: &ledger) {
                    log.say(problem.description)
                }
                // Others want the ledger too.
                await Task.yield()
            }
        } catch {
            log.say(error.description)
        }
        ledger.notePending(before: nil)
        inbox.post(ledger.snapshot)
        inbox.settle()
    }

    /// Apps that came since the loader was made have names too.
    private func refreshCatalog() throws(ArchiveError) {
        guard var fresh = loader else { return }
        for problem in try fresh.loadCatalog(into: &ledger) { log.say(problem.description) }
        loader = fresh
    }

    /// Reads what another process writes to the archive, as it comes, until the task is cancelled.
    ///
    /// - Parameter mark: how far it was read before.
    func followArchive(from mark: ArchivePosition) async {
        guard let path = loader?.reader.path else { return }
        var mark = mark
        var shown: ArchiveError?
        var journalled: Date?
        while !Task.isCancelled {
            do throws(ArchiveError) {
                // What was wrong is over when it can be read again, also where nothing is new.
                if let next = try loader?.mark(), next != mark || shown != nil {
                    try refreshCatalog()
                    let problems = try loader?.load(.after(key: mark.key), into: &ledger) ?? []
                    for problem in problems { log.say(problem.description) }
                    mark = next
                    try noteFollowed(path)
                    shown = nil
                }
            } catch {
                log.say(error.description)
                if error != shown {
                    var source = SourceHealth(source: path)
                    source.error = error.description
                    ledger.note(source)
                    inbox.post(ledger.snapshot)
                }
                shown = error
            }
            // How the writer's sources are doing.
            if let written = SourceStatusFile.modified(of: path), written != journalled {
                journalled = written
                for source in SourceStatusFile.read(of: path) { ledger.note(source) }
                inbox.post(ledger.snapshot)
            }
            do { try await Task.sleep(for: .seconds(1)) } catch { return }
        }
    }

    private func noteFollowed(_ path: String) throws(ArchiveError) {
        ledger.note(SourceHealth(archive: path, newest: try loader?.reader.lastSeen(), at: SourceLoader.now()))
        inbox.post(ledger.snapshot)
    }

    /// Writes what waits, says what could not be written, and lets go of the archive.
    ///
    /// - Returns: what went wrong with the archive in this run, in a sentence; `nil` where all is in it.
    @discardableResult
    func finish() -> String? {
        writeWaiting()
        checkAtEnd()
        journal(isUrgent: true)
        let lost = givenUp + waiting.reduce(0) { $0 + $1.snapshots.count }
        if lost > 0 {
            note(
                incident:
                    "\(NumberFormat.count(lost, "snapshot")) could not be written to the archive and \(lost == 1 ? "is" : "are") lost"
            )
            log.say(incident ?? "")
        }
        guard let archive = archive.take() else { return incident }
        do throws(ArchiveError) {
            try archive.close()
        } catch {
            log.say(error.description)
            note(incident: error.description)
        }
        return incident
    }
}
