import Archive
import ClickHouse
import History
import Market
import Settings

extension OpenHistory {
    /// Loads what the first frame needs from an engine, and puts all other charts into the queue.
    ///
    /// - Parameter isReplay: Whether the first frame may show any time, not the newest data.
    mutating func openEngine(_ address: String, isWhole: Bool, isReplay: Bool = false) throws(ArchiveError) {
        do throws(EngineError) {
            let reader = try EngineReader.open(address, configuration)
            var engine = try EngineLoader(
                reader,
                memory: configuration.memory,
                extent: isWhole ? .resident : .evictable
            )
            if isWhole {
                try engine.loadFacts(into: &ledger)
                for problem in try engine.load(engine.charts, into: &ledger) { show(problem) }
            } else {
                try loadFirstPage(from: &engine, isReplay: isReplay)
            }
            ledger.note(engine.health(at: SystemClock.now()))
            ledger.notePending(queue.pending)
            self.engine = engine
        } catch {
            throw ArchiveError(.other, error.address, error.problem)
        }
    }

    private mutating func loadFirstPage(
        from engine: inout EngineLoader,
        isReplay: Bool
    ) throws(EngineError) {
        // The timeline of a replay shows the times of all charts, although most of them are loaded later.
        let span = isReplay ? try engine.reader.span(since: engine.start) : nil
        queue = LoadQueue(engine.charts, newest: engine.newest, span: span)
        let first = firstPage.charts(among: engine.charts, storefronts: [])
        let requests = first.map { engine.request(for: isReplay ? .older($0) : .newest($0)) }
        for request in requests {
            queue.finish(.newest(request.chart), isIncomplete: engine.isIncomplete(request))
        }
        let needsAllNames = queue.isEmpty || firstPage.needsNames
        let start = requests.map(\.times.lowerBound).min().map { Timestamp(seconds: $0) }
        let apps = firstPage.app.map { [$0] } ?? ledger.snapshot.watchlist.sorted()
        let reader = engine.reader
        let (slices, names) = EngineReader.both(
            { () throws(EngineError) in try EngineLoader.slices(of: requests, areFew: !isReplay, reader) },
            { () throws(EngineError) in
                needsAllNames ? [] : try reader.names(ofAppsIn: first, since: start, and: apps)
            }
        )
        for (request, slice) in zip(requests, try slices.get()) {
            for problem in engine.add(slice, of: request, to: &ledger) { show(problem) }
        }
        EngineLoader.add(try names.get(), to: &ledger)
        if needsAllNames { try engine.loadFacts(into: &ledger) }
    }
}
