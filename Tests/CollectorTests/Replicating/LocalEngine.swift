import ClickHouse
import Foundation
import History
import Settings
import TestSupport

@testable import Collector

/// A local ClickHouse server with the tables of an engine, and the path of an archive to copy to it.
struct LocalEngine {
    let folder: TemporaryFolder
    let server: ClickHouseServer
    var address: String { "clickhouse://127.0.0.1:\(server.port)/launchtop" }
    var path: String { folder.url.appendingPathComponent("a.sqlite").path }

    init() throws {
        (folder, server) = (try TemporaryFolder(), try ClickHouseServer())
        try EngineClient(try server.address(), password: nil).createTables(EngineSchema(database: "launchtop"))
    }

    func reader() throws -> EngineReader { EngineReader(EngineClient(try server.address(), password: nil)) }

    /// Returns the history of the archive.
    func archiveLedger() throws -> LedgerSnapshot {
        var history = OpenHistory(Ledger(), configuration: Settings.Configuration()) { _ in }
        try history.open(.read(path), isWhole: true)
        return history.ledger.snapshot
    }
}
