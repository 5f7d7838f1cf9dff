import Archive
import ClickHouse
import Collector
import Dashboard
import Foundation
import History
import Input
import Market
import Settings
import TestSupport

/// A replication of an archive to a server, which is measured.
struct EngineCopy {
    private let path: String
    private let client: EngineClient

    /// Creates the tables.
    init(_ path: String, to server: ClickHouseServer) throws {
        self.path = path
        client = EngineClient(try server.address(), password: nil)
        try client.createTables(EngineSchema(database: "launchtop"))
    }

    /// Returns the time until everything in the archive has been sent.
    func seconds() throws -> Double {
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        try history.open(.write(path, isExplicit: true), isWhole: true)
        let log = EventLog { _ in }
        let collector = history.collector(
            log: log,
            zone: .utc,
            sendsAlerts: false,
            sourcesJSON: DashboardState.sourcesJSON
        )
        let start = ContinuousClock.now
        let replicator = Replicator(client, of: collector, log: log, host: "bench")
        let task = Task { await replicator.run() }
        while true {
            // A reader that was opened before the tables of the replication existed doesn't see them.
            if let state = try ArchiveReader(path).replicationState(), state.destination == client.address.location,
                state.isComplete, state.sent > 0, state.sent == state.batch
            {
                break
            }
            // Opening a reader takes about a millisecond of processor time, which the replication lacks.
            usleep(50_000)
        }
        let time = ContinuousClock.now - start
        task.cancel()
        SourceLoader.wait(atMost: 10) { await collector.finish() }
        return time / .seconds(1)
    }
}
