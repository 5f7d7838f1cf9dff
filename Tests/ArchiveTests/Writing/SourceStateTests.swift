import Archive
import Foundation
import GRDB
import Market
import TestSupport
import Testing

@Suite("States of sources in an archive")
struct SourceStateTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("a.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    private func batch(_ source: String, state: String?, value: Int64? = nil) -> ArchiveBatch {
        let counter = Counter(
            app: Fixtures.app("9"),
            metric: .downloads,
            scope: Scope(stores: [.appStore], storefronts: []),
            kind: .exact,
            source: "s"
        )
        let counts = value.map {
            ReportedCount(Count(days: [Fixtures.day("2026-03-01")], value: $0), of: counter, in: .appStore)
        }
        return ArchiveBatch(source: source, snapshots: [], counts: [counts].compactMap { $0 }, state: state)
    }

    @Test("a source's state is replaced by the next one, and other sources keep theirs")
    func roundTrip() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for (source, state) in [("a", "1"), ("b", "2"), ("a", "3"), ("a", nil)] {
            try writer.append(batch(source, state: state))
        }
        #expect(try writer.reader.state(ofSource: "a") == "3")
        try writer.close()
        let reader = try ArchiveReader(path)
        #expect(try reader.state(ofSource: "a") == "3" && reader.state(ofSource: "b") == "2")
        #expect(try reader.state(ofSource: "c") == nil && reader.warnings.isEmpty)
    }

    @Test("an archive without states has no table for them, and states don't change its version")
    func table() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(batch("a", state: nil, value: 1))
        #expect(try writer.reader.state(ofSource: "a") == nil)
        let before = try Version1Archive.versions(path)
        try writer.append(batch("a", state: "1"))
        #expect(try Version1Archive.versions(path) == before)
        try writer.close()
    }

    @Test("a copy of an open archive without its write-ahead log is still detected after a state was stored")
    func copy() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(batch("a", state: "1"))
        let database = try DatabaseQueue(path: path)
        let versions = try database.read { database in
            try ["schema_version", "user_version"].map { try Int.fetchOne(database, sql: "PRAGMA \($0)") }
        }
        #expect(versions[0] == versions[1])
        try database.close()
        try writer.close()
    }
}
