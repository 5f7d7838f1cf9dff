import Archive
import Foundation
import History
import Market
import Settings
import TestSupport
import Testing

@testable import Collector

@Suite("Opening an archive")
struct OpenHistoryTests {
    @Test("an opened archive restores the sources of its charts with their times")
    func sources() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("history.sqlite").path
        var writer = try ArchiveWriter(path, owner: "test")
        for (source, day) in [("old.json", "2026-03-01"), ("old.json", "2026-03-02"), ("new.json", "2026-03-03")] {
            try writer.append(ArchiveBatch(source: source, snapshots: [Fixtures.snapshot(["1", "2"], at: day)]))
        }
        try writer.close()
        var history = OpenHistory(Ledger(), configuration: Configuration()) { _ in }
        try history.open(.replay(path), isWhole: true)
        let ledger = history.ledger.snapshot
        for (day, expected) in [("2026-03-02", "old.json"), ("2026-03-03", "new.json")] {
            #expect(ledger.sources(of: Fixtures.chart(), at: Fixtures.time(day)) == [expected])
        }
    }
}
