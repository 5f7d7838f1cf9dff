import ClickHouse
import Dispatch
import Foundation
import History
import Market

/// Showing the history in an engine.
extension Collector {
    /// The minimum time between two snapshots of the ledger that are posted while charts are loaded.
    private static let postInterval = Duration.milliseconds(100)

    /// The state of following an engine.
    private struct EngineRun {
        var schedule = EngineSchedule(startingAt: .now)
        /// The error that is shown; `nil` if the last request succeeded.
        var shown: EngineError?
        /// Whether not all charts are loaded.
        var isLoading: Bool
        var posted = ContinuousClock.now
    }

    /// Loads the rest of the engine, what collectors write to it, and the evicted blocks that pages need, until the task
    /// is canceled. Nothing else waits for the server meanwhile.
    package func followEngine() async {
        let wake = AsyncSignal()
        engine?.blockStore.readOnRequest { wake.signal() }
        var run = EngineRun(isLoading: !queue.isEmpty)
        while !Task.isCancelled, let engine {
            let work = EngineSchedule.Work(
                needsBlocks: !engine.blockStore.requestedCharts.isEmpty,
                needsFacts: !engine.hasFacts,
                step: queue.next,
                evictable: queue.isEmpty ? engine.requestToEvict(in: ledger.snapshot) : nil
            )
            let action = run.schedule.action(at: .now, work)
            if case .wait(let time) = action {
                await Self.wait(for: wake, until: time)
                continue
            }
            var (isNews, failure) = (false, EngineError?.none)
            do throws(EngineError) { isNews = try await perform(action) } catch { failure = error }
            guard !Task.isCancelled else { return }
            run.schedule.finish(action, hasFailed: failure != nil, at: .now)
            show(failure, isNews: isNews, &run)
        }
    }

    /// Waits for a signal or a time.
    private nonisolated static func wait(for signal: AsyncSignal, until time: ContinuousClock.Instant) async {
        let timer = Task {
            try? await Task.sleep(until: time)
            signal.signal()
        }
        await signal.wait()
        timer.cancel()
    }

    /// Reads a part of the engine, and adds it to the ledger.
    ///
    /// - Returns: Whether there is something new to show.
    private func perform(_ action: EngineSchedule.Action) async throws(EngineError) -> Bool {
        guard let engine else { return false }
        let (reader, charts) = (engine.reader, engine.charts)
        switch action {
        case .readBlocks:
            let store = engine.blockStore
            notePending()
            observer?.post(ledger.snapshot)
            return try await Self.read { () throws(EngineError) in try store.readRequested() }
        case .readFacts:
            let facts = try await Self.read { () throws(EngineError) in try reader.facts(of: charts) }
            self.engine?.add(facts, to: &ledger)
        case .load(let step):
            let request = engine.request(for: step)
            try await load([request])
            queue.finish(step, isIncomplete: engine.isIncomplete(request))
        case .evict(let request): try await load([request])
        case .follow: return try await loadChanges()
        case .wait: return false
        }
        return true
    }

    private func load(_ requests: [EngineLoader.Request]) async throws(EngineError) {
        guard let reader = engine?.reader else { return }
        let slices = try await Self.read { () throws(EngineError) in try EngineLoader.slices(of: requests, reader) }
        for problem in engine?.add(slices, of: requests, to: &ledger) ?? [] { log.report(problem) }
    }

    /// Loads what has been written to the engine.
    ///
    /// - Returns: Whether anything has.
    private func loadChanges() async throws(EngineError) -> Bool {
        guard let engine else { return false }
        guard let update = try await Self.read({ () throws(EngineError) in try engine.update() }) else { return false }
        let requests = engine.requests(for: update, in: ledger.snapshot, except: queue.unloadedCharts)
        try await load(requests)
        if let facts = update.facts { self.engine?.add(facts, to: &ledger) }
        self.engine?.finish(update)
        return update.changes.position != engine.position || !requests.isEmpty
    }

    /// Shows the result of reading the engine.
    private func show(_ failure: EngineError?, isNews: Bool, _ run: inout EngineRun) {
        if let failure, failure != run.shown { log.report(failure.description) }
        let isOther = failure != run.shown
        run.shown = failure
        notePending()
        if isNews || isOther, let engine { ledger.note(engine.health(at: clock.now(), error: failure)) }
        let isComplete = run.isLoading && queue.isEmpty
        if isOther || isComplete || (isNews && (queue.isEmpty || ContinuousClock.now - run.posted >= Self.postInterval))
        {
            observer?.post(ledger.snapshot)
            run.posted = .now
        }
        guard isComplete else { return }
        run.isLoading = false
        observer?.settle()
    }

    /// Shows what is being loaded: charts, or blocks that a page needs.
    private func notePending() {
        guard queue.pending == nil, let engine else { return ledger.notePending(queue.pending) }
        let requested = engine.blockStore.requestedCharts.count
        let blocks = PendingHistory(
            charts: engine.charts.count,
            unloadedCharts: 0,
            incompleteCharts: requested,
            newest: nil
        )
        ledger.notePending(requested > 0 ? blocks : nil)
    }

    /// Runs work that waits for the server on a thread outside of Swift's thread pool, which has one thread per
    /// processor.
    private nonisolated static func read<Value: Sendable>(
        _ work: @escaping @Sendable () throws(EngineError) -> Value
    ) async throws(EngineError) -> Value {
        let result: Result<Value, EngineError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let result: Result<Value, EngineError>
                do throws(EngineError) { result = .success(try work()) } catch { result = .failure(error) }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }
}
