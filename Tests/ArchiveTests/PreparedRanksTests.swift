import Archive
import Foundation
import GRDB
import TestSupport
import Testing
import TimeSeries

@Suite("Ranks of an app in many blocks")
struct PreparedRanksTests {
    @Test(
        "they are read together, so that a query about the app reads no block",
        arguments: ["DELETE FROM block", "UPDATE block SET data = X'00'"]
    )
    func blocks(change: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("history.sqlite").path
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<700 { try writer.append(NumberedBatches.batch(number)) }
        try writer.close()
        let reader = try ArchiveReader(path)
        let series = try #require(try reader.rankings().series.first).series
        let id = try #require(series.blocks.first?.ids.first)
        func evicted(_ store: ArchiveBlockStore) -> RankingSeries {
            var evicted = series
            evicted.forEachBlock { if $0.key != nil { $0.evict(on: store) } }
            return evicted
        }
        let prepared = evicted(ArchiveBlockStore(reader, numbers: { [$0] }) { $0 })
        let unknown = evicted(ArchiveBlockStore(reader) { $0 })
        // The ranks of one number wouldn't be all ranks of the app.
        let several = evicted(ArchiveBlockStore(reader, numbers: { [$0, .max] }) { $0 })
        #expect(prepared.blocks.filter(\.isEvicted).count > 1)
        for series in [prepared, unknown, several] { series.prepareRanks(of: id, upTo: .max) }
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: change) }
        try queue.close()
        #expect(prepared.record(of: id, upTo: .max) == series.record(of: id, upTo: .max))
        #expect(unknown.record(of: id, upTo: .max) != series.record(of: id, upTo: .max))
        #expect(several.record(of: id, upTo: .max) == unknown.record(of: id, upTo: .max))
        // Damaged blocks are left out.
        let late = evicted(ArchiveBlockStore(reader, numbers: { [$0] }) { $0 })
        late.prepareRanks(of: id, upTo: .max)
        #expect(late.record(of: id, upTo: .max) == unknown.record(of: id, upTo: .max))
    }
}
