import Archive
import ClickHouse
import History
import Input
import Market
import Settings
import Testing
import TimeSeries

@testable import Collector

/// A collector that writes to an archive and replicates it.
struct EngineRecorder {
    let collector: Collector
    let task: Task<Void, Never>

    init(_ archive: String, to address: EngineAddress, number: UInt32) throws {
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        // A program that another test is just starting holds the lock of the previous writer for a moment.
        history.lockTimeout = 5
        try history.open(.write(archive, isExplicit: true), isWhole: true)
        let log = EventLog { _ in }
        let collector = history.collector(log: log, zone: .utc, sendsAlerts: false, sourcesJSON: { _, _ in "[]" })
        let client = EngineClient(address, password: nil)
        let replicator = Replicator(client, of: collector, log: log, host: "test", number: number)
        (self.collector, task) = (collector, Task { await replicator.run() })
    }

    /// Waits until everything in the archive has been sent, with a timeout of a minute.
    func isComplete() async throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            let state = try await collector.archive?.reader.replicationState()
            if state?.isComplete == true, state?.batch == state?.sent { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    func end() async {
        task.cancel()
        await collector.finish()
    }
}

/// Compares everything that pages show of two ledgers.
func expectSameHistory(_ left: LedgerSnapshot, _ right: LedgerSnapshot, _ comment: Comment) {
    #expect(left.charts == right.charts, comment)
    #expect(left.stories == right.stories, comment)
    #expect(left.counters.totals == right.counters.totals, comment)
    #expect(left.storeListings == right.storeListings, comment)
    for chart in right.charts {
        guard let span = right.span else { continue }
        for step in 0..<10 {
            let time = span.start + (span.end - span.start) * Int64(step) / 9
            #expect(left.sources(of: chart, at: time) == right.sources(of: chart, at: time), comment)
            #expect(left.ranking(of: chart, asOf: time) == right.ranking(of: chart, asOf: time), comment)
            #expect(
                left.rankTable(of: chart, asOf: time, window: 86_400)
                    == right.rankTable(of: chart, asOf: time, window: 86_400),
                comment
            )
        }
    }
}

extension CounterTable {
    /// The totals of all counters.
    fileprivate var totals: [Counter: TimeSeries.CounterTotal?] {
        apps.reduce(into: [:]) { totals, app in
            for (counter, series) in self[app] { totals[counter] = .some(series.total) }
        }
    }
}
