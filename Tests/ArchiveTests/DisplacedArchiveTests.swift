import Foundation
import GRDB
import Market
import TestSupport
import Testing

@testable import Archive

@Suite("An archive that is moved, deleted or replaced while open")
struct DisplacedArchiveTests {
    private let folder: TemporaryFolder
    private let now = Fixtures.time("2026-11-28")
    private var path: String { name("charts/history.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: name("charts"), withIntermediateDirectories: true)
    }

    private func name(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

    private func move(_ from: String, to: String) throws {
        try FileManager.default.moveItem(atPath: from, toPath: to)
    }

    /// Appends batches. If the archive was displaced, recovers it once.
    ///
    /// - Returns: The error that required recovery.
    private func append(_ numbers: Range<Int>, to writer: inout ArchiveWriter) throws -> ArchiveError? {
        var rejected: ArchiveError?
        for number in numbers {
            do throws(ArchiveError) {
                try writer.append(NumberedBatches.batch(number))
            } catch {
                guard error.reason == .displaced, rejected == nil else { throw error }
                rejected = error
                _ = try writer.recover(at: now)
                try writer.append(NumberedBatches.batch(number))
            }
        }
        return rejected
    }

    private func expectWhole(_ path: String, after count: Int) throws {
        let reader = try ArchiveReader(path)
        #expect(reader.warnings.isEmpty)
        for (chart, expected) in zip(NumberedBatches.charts, NumberedBatches.stories(after: count)) {
            #expect(try reader.story(of: chart) == expected)
        }
    }

    /// A change to the files, with part of the resulting error as its raw value.
    enum Change: String, CaseIterable {
        case moved = "was moved to"
        case deleted = "was deleted"
        case folderMoved = "charts-2/history.sqlite"
    }

    @Test("recovering a moved or deleted archive writes it again at the same path", arguments: Change.allCases)
    func missing(_ change: Change) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        // Partly sealed and partly in the log.
        #expect(try append(0..<300, to: &writer) == nil)
        switch change {
        case .moved: try move(path, to: name("elsewhere.sqlite"))
        case .deleted: try FileManager.default.removeItem(atPath: path)
        case .folderMoved: try move(name("charts"), to: name("charts-2"))
        }
        let rejected = try append(300..<400, to: &writer)
        #expect(rejected?.problem.contains(change.rawValue) == true, "\(rejected?.problem ?? "")")
        #expect(writer.path == path)
        try writer.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: name("charts")).sorted()
        #expect(files == ["history.sqlite", "history.sqlite.lock"])
        try expectWhole(path, after: 400)
        let sources = try ArchiveReader(path).catalog().chartSources
        #expect(Set(sources.map(\.source)) == ["numbered"], "data that isn't in the ledger is there too")
    }

    @Test(
        "recovering a replaced archive writes to a new path and leaves the replacement unchanged",
        arguments: [true, false]
    )
    func replaced(byArchive: Bool) throws {
        let other = name("other.sqlite")
        if byArchive {
            var writer = try ArchiveWriter(other, owner: "test")
            for number in 1000..<1010 { try writer.append(NumberedBatches.batch(number)) }
            try writer.close()
        } else {
            try folder.write("garbage", to: "other.sqlite")
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
        var writer = try ArchiveWriter(path, owner: "test")
        #expect(try append(0..<20, to: &writer) == nil)
        #expect(rename(other, path) == 0)
        let rejected = try append(20..<200, to: &writer)
        #expect(rejected?.problem.contains("replaced by another file") == true)
        let recovered = name("charts/history (recovered 2026-11-28).sqlite")
        #expect(writer.path == recovered)
        // If it is replaced again, the next name is used.
        try Data("x".utf8).write(to: URL(fileURLWithPath: name("y")))
        #expect(rename(name("y"), recovered) == 0)
        #expect(try append(200..<210, to: &writer) != nil)
        #expect(writer.path == name("charts/history (recovered 2026-11-28 2).sqlite"))
        let last = writer.path
        try writer.close()
        try expectWhole(last, after: 210)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        if byArchive { #expect(try ArchiveReader(path).charts().count == 3) }
    }

    @Test(
        "if an archive is replaced, its reader switches to the recovered file, never to the replacement"
    )
    func readers() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        #expect(try append(0..<300, to: &writer) == nil)
        let reader = writer.reader
        let blockStore = ArchiveBlockStore(reader) { $0 }
        let key = try reader.lastKey()
        #expect(blockStore.block(key) != nil)
        var other = try ArchiveWriter(name("other.sqlite"), owner: "test")
        try other.append(NumberedBatches.batch(1000))
        try other.close()
        #expect(rename(name("other.sqlite"), path) == 0)
        // New connections would open the other archive.
        writer.pool.invalidateReadOnlyConnections()
        let error = #expect(throws: ArchiveError.self) { try reader.lastKey() }
        #expect(error?.reason == .displaced)
        #expect(try append(300..<301, to: &writer) != nil)
        #expect(try reader.lastKey() == key)
        #expect(reader.path == writer.path)
        #expect(ArchiveBlockStore(reader) { $0 }.block(key) != nil)
    }

    @Test(
        "an archive writer recreates a deleted -wal, -shm or .lock file and reports a problem",
        arguments: ["-wal", "-shm", ".lock"]
    )
    func nextToIt(suffix: String) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        #expect(try append(0..<10, to: &writer) == nil)
        let reader = writer.reader
        #expect(unlink(path + suffix) == 0)
        #expect(try append(10..<200, to: &writer) == nil)
        #expect(
            writer.problems.count == 1 && writer.problems[0].problem.contains("recreated it"),
            "\(writer.problems)"
        )
        #expect(try reader.story(of: NumberedBatches.charts[0]) == NumberedBatches.stories(after: 200)[0])
        #expect(FileManager.default.fileExists(atPath: path + suffix))
        try writer.close()
        try expectWhole(path, after: 200)
    }

    @Test("recovering a deleted archive with a closure writes the closure's data to the same path")
    func fromElsewhere() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        #expect(try append(0..<10, to: &writer) == nil)
        #expect(unlink(path) == 0)
        let recovery = try writer.recover(at: now) { new throws(ArchiveError) in
            for number in 0..<10 { try new.append(NumberedBatches.batch(number)) }
        }
        #expect(recovery.path == path && recovery.summary.charts == 3)
        #expect(try append(10..<20, to: &writer) == nil)
        try writer.close()
        try expectWhole(path, after: 20)
    }

    /// The content that is written over the file without changing its inode.
    enum Overwriting: CaseIterable { case garbage, nothing, otherArchive, olderCopy }

    @Test(
        "recovering an overwritten archive writes to a new path and leaves the overwritten file unchanged",
        arguments: Overwriting.allCases
    )
    func overwritten(_ overwriting: Overwriting) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        #expect(try append(0..<10, to: &writer) == nil)
        let other = name("other.sqlite")
        _ = try ArchiveReader(path).backup(to: other)
        #expect(try append(10..<300, to: &writer) == nil)
        switch overwriting {
        case .garbage: try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: other))
        case .nothing: try Data().write(to: URL(fileURLWithPath: other))
        case .otherArchive:
            var second = try ArchiveWriter(name("second.sqlite"), owner: "test")
            for number in 1000..<1200 { try second.append(NumberedBatches.batch(number)) }
            try second.close()
            #expect(rename(name("second.sqlite"), other) == 0)
        case .olderCopy: break
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: other))
        try bytes.write(to: URL(fileURLWithPath: path))
        let rejected = #expect(throws: ArchiveError.self) { try writer.append(NumberedBatches.batch(300)) }
        #expect(rejected?.reason == .overwritten)
        let recovery = try writer.recover(at: now) { new throws(ArchiveError) in
            for number in 0..<300 { try new.append(NumberedBatches.batch(number)) }
        }
        #expect(recovery.path.hasSuffix("(recovered 2026-11-28).sqlite"))
        #expect(try append(300..<310, to: &writer) == nil)
        try writer.close()
        try expectWhole(recovery.path, after: 310)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }

    @Test("a checkpoint by another program doesn't affect the writer of an archive")
    func checkpointed() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        #expect(try append(0..<10, to: &writer) == nil)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        try queue.close()
        #expect(try append(10..<20, to: &writer) == nil)
        try writer.close()
        try expectWhole(path, after: 20)
    }

    @Test("an archive with a damaged row isn't reported as overwritten when its modification time changes")
    func damagedRow() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<10 { try writer.append(NumberedBatches.batch(number)) }
        try writer.close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE app SET checksum = checksum + 1 WHERE number = 3") }
        try queue.close()
        writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(10))
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: path)
        try writer.append(NumberedBatches.batch(11))
        try writer.close()
    }

    @Test("closing the writer of a deleted archive throws an error")
    func close() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        #expect(unlink(path) == 0)
        var rejected: ArchiveError?
        do throws(ArchiveError) { try writer.close() } catch { rejected = error }
        #expect(rejected?.problem == "was deleted while it was open")
    }

    @Test("an archive writer reports a changed symbolic link and continues with the original archive")
    func link() throws {
        let link = name("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        var writer = try ArchiveWriter(link, owner: "test")
        #expect(try append(0..<3, to: &writer) == nil)
        #expect(unlink(link) == 0)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: name("other.sqlite"))
        #expect(try append(3..<6, to: &writer) == nil)
        #expect(writer.problems.first?.problem.hasPrefix("the symbolic link now points elsewhere") == true)
        try writer.close()
        try expectWhole(path, after: 6)
    }
}
