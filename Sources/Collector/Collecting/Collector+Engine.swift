import ClickHouse
import Foundation
import History
import Market

/// Showing the history in an engine.
extension Collector {
    /// The time between two looks for new batches.
    private static let followInterval = Duration.seconds(2)

    /// Loads a chart from the engine. If that fails, it is tried again when the engine is followed.
    func loadFromEngine(_ step: LoadQueue.Step) {
        let chart: Chart
        switch step {
        case .newest(let first), .older(let first), .ranks(let first): chart = first
        }
        queue.finish(step)
        ledger.notePending(queue.pending)
        do throws(EngineError) {
            for problem in try engine?.load([chart], into: &ledger) ?? [] { log.report(problem) }
        } catch {
            failedCharts.insert(chart)
            log.report(error.description)
        }
    }

    /// Loads what collectors write to the engine, until the task is canceled.
    package func followEngine() async {
        var shown: EngineError?
        while !Task.isCancelled {
            do { try await Task.sleep(for: Self.followInterval) } catch { return }
            do throws(EngineError) {
                guard let engine, try await Self.hasChanges(engine) || shown != nil || !failedCharts.isEmpty else {
                    continue
                }
                try loadChanges()
                shown = nil
            } catch {
                guard error != shown else { continue }
                log.report(error.description)
                shown = error
            }
            if let engine { ledger.note(engine.health(at: SystemClock.now(), error: shown)) }
            observer?.post(ledger.snapshot)
        }
    }

    private func loadChanges() throws(EngineError) {
        let unloaded = queue.unloadedCharts
        for problem in try engine?.loadChanges(into: &ledger, except: unloaded.union(failedCharts)) ?? [] {
            log.report(problem)
        }
        for chart in failedCharts.sorted() {
            for problem in try engine?.load([chart], into: &ledger) ?? [] { log.report(problem) }
            failedCharts.remove(chart)
        }
    }

    /// Asks the engine outside of the actor, so that nothing else waits for the server.
    @concurrent
    private nonisolated static func hasChanges(_ engine: EngineLoader) async throws(EngineError) -> Bool {
        try engine.reader.position() != engine.position
    }
}
