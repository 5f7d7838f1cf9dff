import Foundation
import GRDB
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("Reading and writing an archive")
struct ArchiveTests {
    let folder: TemporaryFolder
    var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    @Test("snapshots stored in an archive over several sessions are read back unchanged")
    func roundTrip() throws {
        var number = 0
        for length in [1, 100, 40, 300, 7, 90] {
            var writer = try ArchiveWriter(path, owner: "test")
            for _ in 0..<length {
                try writer.append(NumberedBatches.batch(number))
                number += 1
            }
            try writer.close()
        }
        let reader = try ArchiveReader(path)
        let stories = try NumberedBatches.charts.map { try reader.story(of: $0) }
        #expect(stories == NumberedBatches.stories(after: number))
    }

    @Test("storing the same batches again leaves the archive's rankings unchanged")
    func twice() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<100 { try writer.append(NumberedBatches.batch(number)) }
        let once = try NumberedBatches.charts.map { try writer.reader.story(of: $0) }
        for number in 0..<100 { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        let again = try NumberedBatches.charts.map { try writer.reader.story(of: $0) }
        #expect(again == once)
    }

    @Test("partial snapshots and snapshots with gaps in their ranks are read back from an archive unchanged")
    func partialSnapshots() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        var partial = Fixtures.snapshot(["11"], at: "2026-03-01T10:00:00Z")
        partial.coverage = .partial
        partial.entries[0].rank = Fixtures.rank(3)
        var gaps = Fixtures.snapshot(["11", "12", "13"], at: "2026-03-01T11:00:00Z")
        gaps.entries[2].rank = Fixtures.rank(300)
        for snapshot in [partial, gaps] { try writer.append(ArchiveBatch(source: "test", snapshots: [snapshot])) }
        let expected = ["[1772359200] partial [\"3:11\"]", "[1772362800] [\"1:11\", \"2:12\", \"300:13\"]"]
        #expect(try writer.reader.story(of: partial.chart) == expected)
        try writer.seal()
        #expect(try writer.reader.story(of: partial.chart) == expected)
    }

    @Test("an archive stores an unchanged app name once, and a late snapshot's name with the snapshot's time")
    func names() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for (hour, name) in [(10, "Old"), (11, "Old"), (12, "New"), (9, "Older")] {
            var snapshot = Fixtures.snapshot(["7"], at: String(format: "2026-03-01T%02d:00:00Z", hour))
            snapshot.entries[0].name = name
            try writer.append(ArchiveBatch(source: "test", snapshots: [snapshot]))
        }
        let spans = try writer.reader.catalog().nameSpans
        #expect(
            spans.map { "\($0.since.secondOfDay / 3600) \($0.storefront.code) \($0.name)" } == [
                "9 us Older", "10 us Old", "12 us New",
            ]
        )
        #expect(spans.allSatisfy { $0.developer == "Maker of 7" })
    }

    @Test("counts and the sources of charts are read back from an archive unchanged")
    func facts() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        let app = Fixtures.app("6744034028")
        let scope = Scope(stores: [.appStore], storefronts: Storefront(stored: "us").map { [$0] })
        let counter = Counter(app: app, metric: .downloads, scope: scope, kind: .exact, source: "sales report")
        let counts = [
            Count(days: [Fixtures.day("2026-03-01")], value: 0),
            Count(days: [Fixtures.day("2026-03-02"), Fixtures.day("2026-03-04")], value: 90),
        ]
        for _ in 0..<2 { try writer.append(counts, of: counter, in: .appStore) }
        try writer.append(NumberedBatches.batch(0))
        try writer.append(NumberedBatches.batch(3))
        let catalog = try writer.reader.catalog()
        #expect(catalog.counts.map(\.counter) == [counter, counter])
        #expect(catalog.counts.map(\.count) == counts.reversed(), "periods come before single days")
        #expect(catalog.chartSources.map(\.source) == ["numbered", "numbered", "numbered"])
        #expect(catalog.chartSources.map { $0.last - $0.first } == [2700, 2700, 2700])
    }

    @Test("pruning an archive removes only blocks that end before the cutoff")
    func pruning() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<600 { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        let all = try writer.reader.story(of: NumberedBatches.charts[0])
        let instant = Fixtures.time("2026-03-01") + 300 * 900
        #expect(try writer.prune(before: instant, keep: 86_400) == .removed(blocks: 3))
        let rest = try writer.reader.story(of: NumberedBatches.charts[0])
        #expect(rest == Array(all.suffix(rest.count)))
        #expect(rest.count == all.count - 168)
        #expect(try writer.reader.catalog().apps.count == 32)
    }

    @Test("if sealing an archive's log fails, batches are still stored, and sealing is retried later")
    func failingSeal() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<83 { try writer.append(NumberedBatches.batch(number)) }
        try writer.pool.write {
            try $0.execute(sql: "CREATE TRIGGER no BEFORE INSERT ON block BEGIN SELECT RAISE(ABORT, 'no block'); END")
        }
        for number in 83..<100 { try writer.append(NumberedBatches.batch(number)) }
        #expect(writer.problems.map(\.problem) == ["can't seal the log: no block"])
        try writer.pool.write { try $0.execute(sql: "DROP TRIGGER no") }
        for number in 100..<180 { try writer.append(NumberedBatches.batch(number)) }
        let stories = try NumberedBatches.charts.map { try writer.reader.story(of: $0) }
        #expect(stories == NumberedBatches.stories(after: 180))
        #expect(try writer.reader.lastKey() == 3)
    }

    @Test("an archive writer uses SQLite's write-ahead log with full synchronization")
    func durability() throws {
        let writer = try ArchiveWriter(path, owner: "test")
        #expect(try writer.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        #expect(try writer.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    }

    @Test("a ranking seen at the end of one archive block and the start of the next is stored once")
    func border() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        var model = RankingSeries()
        func append(_ ids: [Int], at hour: Int) throws {
            var snapshot = Fixtures.snapshot(ids.map { "\(100 + $0)" }, at: "2026-03-01")
            snapshot.observedAt = snapshot.observedAt + Int64(hour) * 3600
            try writer.append(ArchiveBatch(source: "test", snapshots: [snapshot]))
            let entries = zip(1..., ids).map { RankingSeries.Entry(rank: $0, id: UInt32($1)) }
            model.append(entries, at: snapshot.observedAt.seconds)
        }
        for hour in 0..<169 { try append([hour % 7, 7 + hour % 5], at: hour) }
        try writer.seal()
        // The last snapshot of the first block is seen again where the second block begins.
        try append([167 % 7, 7 + 167 % 5], at: 168)
        try append([1, 2, 3], at: 169)
        try writer.seal()
        let expected = model.story { "\(100 + $0)" }
        #expect(try writer.reader.story(of: Fixtures.chart()) == expected)
    }

    @Test("an app name from a late snapshot applies from the snapshot's time, even if the snapshot is stored twice")
    func lateNames() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for _ in 0..<2 {
            for (hour, name) in [(10, "A"), (12, "B"), (11, "A"), (13, "A"), (8, "A"), (9, "A"), (14, "B")] {
                var snapshot = Fixtures.snapshot(["7"], at: String(format: "2026-03-01T%02d:00:00Z", hour))
                snapshot.entries[0].name = name
                try writer.append(ArchiveBatch(source: "test", snapshots: [snapshot]))
            }
        }
        let spans = try writer.reader.catalog().nameSpans
        #expect(spans.map { "\($0.since.secondOfDay / 3600) \($0.name)" } == ["8 A", "12 B"])
    }

    @Test("opening an archive through a symbolic link uses the same lock")
    func link() throws {
        let writer = try ArchiveWriter(path, owner: "first")
        let link = folder.url.appendingPathComponent("link.sqlite").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let error = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(link, owner: "second") }
        #expect(error?.reason == .locked)
        try writer.close()
    }

    @Test("an unfinished schema is completed when the archive is opened")
    func unfinishedSchema() throws {
        let begun = folder.url.appendingPathComponent("begun.sqlite").path
        let queue = try DatabaseQueue(path: begun)
        try queue.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
        try queue.close()
        var next = try ArchiveWriter(begun, owner: "next")
        try next.append(NumberedBatches.batch(0))
    }

    @Test("recent and older rankings loaded separately from an archive equal all rankings loaded at once")
    func parts() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<500 { try writer.append(NumberedBatches.batch(number)) }
        let horizon = Fixtures.time("2026-03-01") + 400 * 900
        let apps = try writer.reader.catalog().apps
        let recent = try writer.reader.rankings(.since(horizon)).series
        let older = try writer.reader.rankings(.before(horizon)).series
        for (chart, series) in recent {
            var whole = series
            for block in older.first(where: { $0.chart == chart })?.series.blocks ?? [] { whole.merge(block) }
            let expected = try writer.reader.story(of: chart)
            #expect(whole.story { apps[$0]?.text ?? "?" } == expected)
            #expect(series.count < whole.count)
        }
    }

    @Test("an evicted block is loaded from the archive when it is queried")
    func blockStore() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<400 { try writer.append(NumberedBatches.batch(number)) }
        let reader = writer.reader
        let apps = try reader.catalog().apps
        let blockStore = ArchiveBlockStore(reader) { $0 }
        for (chart, series) in try reader.rankings().series {
            var evicted = series
            evicted.forEachBlock { if $0.key != nil { $0.evict(on: blockStore) } }
            #expect(evicted.blocks.map(\.isEvicted).contains(true))
            let expected = try reader.story(of: chart)
            #expect(evicted.story { apps[$0]?.text ?? "?" } == expected)
        }
    }

    @Test("the error for a second archive writer names the first one, and an open reader reads new data")
    func secondWriter() throws {
        var writer = try ArchiveWriter(path, owner: "launchtop record")
        try writer.append(NumberedBatches.batch(0))
        let error = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(path, owner: "second") }
        #expect(error?.reason == .locked)
        #expect(
            error?.problem.contains("locked by launchtop record (pid \(getpid()))") == true,
            "\(error?.problem ?? "")"
        )
        let reader = try ArchiveReader(path)
        let version = try reader.version()
        #expect(try reader.story(of: NumberedBatches.charts[0]).count == 1)
        try writer.append(NumberedBatches.batch(1))
        #expect(try reader.version() != version)
        #expect(try reader.story(of: NumberedBatches.charts[0]).count == 2)
        try writer.close()
        let next = try ArchiveWriter(path, owner: "third")
        try next.close()
    }

    @Test("closing an archive leaves only its main file and its lock file")
    func closing() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        let reader = writer.reader
        _ = try reader.catalog()
        try writer.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(files == ["history.sqlite", "history.sqlite.lock"])
    }
}
