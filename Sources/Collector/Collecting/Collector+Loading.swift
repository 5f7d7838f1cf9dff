import Archive
import Foundation
package import History
import Market
import TimeSeries

/// Loading the part of an archive that the first frame doesn't need.
extension Collector {
    /// The number of names to add at once. Adding a thousand names takes about two milliseconds.
    private static let namesPerSlice = 2000
    /// The minimum time between two snapshots of the ledger that are posted while loading.
    private static let postInterval = Duration.milliseconds(100)

    /// Loads the rest of the archive, in slices, so that polls don't have to wait. ``followEngine()`` does this for an
    /// engine.
    package func loadHistory() async {
        do throws(ArchiveError) {
            try await loadNames()
        } catch {
            noteUnreadable([error])
        }
        var posted = ContinuousClock.now
        while !Task.isCancelled, loadNext() {
            if ContinuousClock.now - posted >= Self.postInterval {
                observer?.post(ledger.snapshot)
                posted = .now
            }
            // Let other work on this actor run in between.
            await Task.yield()
        }
        observer?.post(ledger.snapshot)
        observer?.settle()
    }

    /// Loads the charts first that are nearest to the page on the screen.
    package func prefer(_ priority: LoadPriority) { queue.prefer(priority) }

    private func loadNames() async throws(ArchiveError) {
        guard let reader = loader?.reader else { return }
        let catalog = try await Self.catalog(of: reader)
        noteUnreadable(catalog.problems.filter { !reader.warnings.contains($0) })
        loader?.register(catalog, in: &ledger)
        loader?.readCounts(of: catalog, in: &ledger)
        var names = catalog.nameHistories[...]
        while !names.isEmpty, !Task.isCancelled {
            // Until all names of an app are loaded, the ledger reads them from the archive.
            let last = names.prefix(Self.namesPerSlice).last?.app
            let end = names.dropFirst(Self.namesPerSlice).firstIndex { $0.app != last } ?? names.endIndex
            loader?.addNames(names[..<end], of: catalog, to: &ledger)
            names = names[end...]
            await Task.yield()
        }
        if names.isEmpty { ledger.readNames(from: nil) }
    }

    /// Reads the catalog outside of the actor.
    @concurrent
    private nonisolated static func catalog(of reader: ArchiveReader) async throws(ArchiveError) -> ArchiveCatalog {
        try reader.catalog(hasCounts: false)
    }

    private func load(_ step: LoadQueue.Step) {
        var outcome = ArchiveLoader.Outcome()
        do throws(ArchiveError) {
            switch step {
            case .newest(let chart):
                let part = ArchiveReader.Part.newest(seconds: ArchiveLoader.newestSeconds)
                outcome = try loader?.load(part, of: [chart], into: &ledger) ?? outcome
            case .older(let chart):
                outcome = try loader?.loadOlder(of: chart, into: &ledger) ?? outcome
            case .ranks(let chart): outcome.problems = try loader?.loadRanks(of: chart, into: &ledger) ?? []
            }
        } catch {
            outcome.problems.append(error)
        }
        switch step {
        case .newest(let chart): queue.finish(step, isIncomplete: outcome.incomplete.contains(chart))
        case .older, .ranks: queue.finish(step)
        }
        ledger.notePending(queue.pending)
        noteUnreadable(outcome.problems)
    }

    /// Loads the stored history that new snapshots are validated against and added to.
    ///
    /// The newest stored snapshots of a chart are loaded before the first new one is added, and the older ones before a
    /// snapshot is added in between. Otherwise, the result would depend on the order of loading.
    func loadHistory(of snapshots: [ChartSnapshot]) {
        // Beside an engine, no source is polled.
        guard !queue.isEmpty, engine == nil else { return }
        for snapshot in snapshots {
            let chart = snapshot.chart
            if queue.isUnloaded(chart) { load(.newest(chart)) }
            guard queue.isIncomplete(chart),
                snapshot.observedAt.seconds <= ledger.snapshot.rankings[chart]?.firstSeenTime ?? .max
            else { continue }
            load(.older(chart))
        }
    }

    /// Loads the next part of the archive.
    ///
    /// - Returns: `false` if everything was loaded already.
    @discardableResult
    func loadNext() -> Bool {
        guard let step = queue.next else { return false }
        load(step)
        return true
    }

    /// Loads everything that isn't loaded yet, without a pause.
    func loadRest() { while loadNext() {} }

    /// Shows stored data that can't be read: in the log, and as an error of the archive among the sources.
    func noteUnreadable(_ problems: [ArchiveError]) {
        guard let first = problems.first, let path = loader?.reader.path else { return }
        for problem in problems { log.report(problem.description) }
        let isNew = unreadableData == nil
        unreadableData = unreadableData ?? first.description
        guard isNew else { return }
        var source = ledger.snapshot.sources.first { $0.source == path } ?? SourceHealth(source: path)
        if archive != nil { source.isRecording = true } else { source.isPolled = false }
        source.error = source.error ?? unreadableData
        ledger.note(source)
        observer?.post(ledger.snapshot)
    }
}
