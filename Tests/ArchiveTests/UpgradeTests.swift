import Foundation
import GRDB
import Market
import TestSupport
import Testing

@testable import Archive

@Suite("Upgrading a version 1 archive")
struct UpgradeTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    private static func names(_ catalog: ArchiveCatalog) -> [String] {
        catalog.nameSpans.map { "\($0.app) \($0.storefront.code) \($0.since.seconds / 3600) \($0.name)" }
    }

    @Test(
        "rows of alternating app names are dropped when a version 1 archive is read or upgraded",
        arguments: [
            // Each name applies until the next row; the archive ends with the last row.
            (["A", "B", "A", "B", "A", "B"], 1, ["0 A", "1 B"]),
            (["A", "B", "C", "A", "B", "C", "A"], 1, ["0 A", "1 B", "2 C"]),
            (["A", "B", "A", "B"], 24, ["0 A", "24 B"]),
            // Permanent renames. Whether the last row is a permanent rename isn't known yet.
            (["A", "B", "A", "B"], 72, ["0 A", "72 B", "144 A"]),
            (["A"], 1, ["0 A"]),
        ]
    )
    func compaction(names: [String], hours: Int, expected: [String]) throws {
        try Version1Archive.write([names, ["Other"]], every: Int64(hours) * 3600, to: path)
        let all = expected.map { "1000 us \($0)" } + ["1001 us 0 Other"]
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(Self.names(try ArchiveReader(path).catalog()) == all)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == file, "reading must not change the file")
        try ArchiveWriter(path, owner: "test", timeout: 10).close()
        let catalog = try ArchiveReader(path).catalog()
        #expect(Self.names(catalog) == all)
        #expect(catalog.problems.isEmpty && catalog.apps.count == 2)
    }

    @Test("reading a version 1 archive returns both name changes if an app's name is replaced for one day")
    func shortRename() throws {
        try Version1Archive.write([["A", "B", "A"]], every: 86_400, to: path)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE source SET last = 30 * 86400") }
        try queue.close()
        #expect(Self.names(try ArchiveReader(path).catalog()) == ["1000 us 0 A", "1000 us 24 B", "1000 us 48 A"])
    }

    @Test("upgrading an archive to version 2 adds checksums to apps and names, and changes no other table")
    func stored() throws {
        let path = try Version1Archive.stored(in: folder)
        let before = try Version1Archive.untouched(path)
        let catalog = try ArchiveReader(path).catalog()
        try ArchiveWriter(path, owner: "test", timeout: 10).close()
        #expect(try Version1Archive.versions(path) == ["1", "2", "3", "4", "5"])
        #expect(try Version1Archive.untouched(path) == before)
        let upgraded = try ArchiveReader(path).catalog()
        #expect(upgraded.problems.isEmpty)
        #expect(upgraded.apps == catalog.apps && upgraded.stores == catalog.stores)
        #expect(upgraded.nameSpans == catalog.nameSpans)
        let queue = try DatabaseQueue(path: path)
        try queue.read { database throws in
            #expect(
                try Int.fetchOne(database, sql: "SELECT count(*) FROM app WHERE checksum > 0") == catalog.apps.count
            )
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
        }
    }

    @Test("upgrading an archive to version 2 drops alternating name rows and shrinks the file")
    func size() throws {
        let names = (0..<20).map { app in (0..<1000).map { "App \(app)\($0 % 2 == 0 ? "" : ": the best")" } }
        try Version1Archive.write(names, every: 1800, to: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path)).count
        try ArchiveWriter(path, owner: "test", timeout: 10).close()
        let after = try Data(contentsOf: URL(fileURLWithPath: path)).count
        #expect(try ArchiveReader(path).catalog().nameSpans.count == 40)
        let queue = try DatabaseQueue(path: path)
        let isVacuumed = try queue.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 2
        #expect(after < before / 4 || !isVacuumed, "\(before) bytes before, \(after) after")
    }

    @Test("if the disk is full, an archive upgrade fails and leaves a readable version 1 archive")
    func fullDisk() throws {
        let path = try Version1Archive.stored(in: folder)
        let before = try Version1Archive.untouched(path)
        let pool = try DatabasePool(path: path)
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA incremental_vacuum")
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let error = #expect(throws: ArchiveError.self) { try ArchiveSchema.upgrade(pool, path: path) }
        #expect(error?.reason == .full)
        #expect(
            error?.problem == "can't upgrade to archive version 5: disk full; free some space; you can still read it"
        )
        try pool.close()
        #expect(try Version1Archive.versions(path) == ["1"])
        #expect(try Version1Archive.untouched(path) == before)
        #expect(try ArchiveReader(path).catalog().nameSpans.count == 2)
        try ArchiveWriter(path, owner: "test", timeout: 10).close()
        #expect(try Version1Archive.versions(path) == ["1", "2", "3", "4", "5"])
    }

    @Test(
        "killing an archive upgrade leaves a complete archive of version 1 or 2",
        .timeLimit(.minutes(2))
    )
    func kills() throws {
        let names = (0..<100).map { app in (0..<300).map { "App \(app)\($0 % 2 == 0 ? "" : ": the best")" } }
        let original = folder.url.appendingPathComponent("original.sqlite").path
        try Version1Archive.write(names, every: 1800, to: original)
        let expected = try ArchiveReader(original).catalog().nameSpans
        var versions: [Int] = []
        for kill in 0..<20 {
            let folder = try TemporaryFolder()
            let path = folder.url.appendingPathComponent("history.sqlite").path
            try FileManager.default.copyItem(atPath: original, toPath: path)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path(of: "batch-writer"))
            process.arguments = [path, "0"]
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            // Waits until the upgrade begins to write, and then a little longer each time.
            let journal = path + "-wal"
            while process.isRunning, (try? Data(contentsOf: URL(fileURLWithPath: journal)).isEmpty) ?? true {
                usleep(500)
            }
            usleep(UInt32(kill) * 4000)
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let catalog = try ArchiveReader(path).catalog()
            #expect(catalog.problems.isEmpty && catalog.nameSpans == expected, "kill \(kill)")
            versions.append(try Version1Archive.versions(path).count)
            try ArchiveWriter(path, owner: "test", timeout: 10).close()
            #expect(try Version1Archive.versions(path) == ["1", "2", "3", "4", "5"])
            #expect(try ArchiveReader(path).catalog().nameSpans == expected, "kill \(kill)")
        }
        #expect(versions.contains(1), "every kill came after the upgrade: \(versions)")
    }

    @Test("upgrading an archive with a damaged page of names keeps the other names and reports the damage")
    func damagedPage() throws {
        let names = (0..<40).map { app in (0..<40).map { "App \(app), version \($0)" } }
        try Version1Archive.write(names, every: 86_400, to: path)
        let queue = try DatabaseQueue(path: path)
        let size = try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_size") ?? 0 }
        try queue.close()
        var file = try Data(contentsOf: URL(fileURLWithPath: path))
        let offset = try #require(file.range(of: Data("App 20, version 15".utf8))).lowerBound
        let start = offset / size * size
        for byte in start..<start + size { file[byte] = 0xA5 }
        try file.write(to: URL(fileURLWithPath: path))
        try ArchiveWriter(path, owner: "test", timeout: 10).close()
        let catalog = try ArchiveReader(path).catalog()
        #expect(!catalog.nameSpans.isEmpty && catalog.nameSpans.count < 1600)
        #expect(catalog.apps.count == 40)
        #expect(catalog.problems.map(\.reason) == [.damaged])
        var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
        try writer.append(
            ArchiveBatch(source: "test", snapshots: [Fixtures.snapshot(["7000000039"], at: "2026-03-01")])
        )
        let all = try writer.reader.catalog().nameSpans
        #expect(all.contains { $0.name == "App 7000000039" })
    }
}
