import Foundation
import GRDB
import TestSupport
import Testing

@testable import Archive

@Suite("Copying an archive")
struct ArchiveCopyTests {
    private let folder: TemporaryFolder
    private var path: String { name("history.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private func name(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

    /// Copies the archive's files with the given suffixes, as `cp` does, and returns the path of the copy.
    private func copy(_ suffixes: [String] = [""]) throws -> String {
        let copy = name("copy.sqlite")
        for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
        for suffix in suffixes { try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix) }
        return copy
    }

    @Test("a copy of an open archive without its write-ahead log can be opened, with a warning")
    func copyWithoutLog() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        let reader = try ArchiveReader(try copy())
        #expect(try reader.charts().isEmpty)
        try writer.append(NumberedBatches.batch(0))
        let later = try ArchiveReader(try copy())
        #expect(try later.charts().isEmpty)
        #expect(
            later.warnings.first?.problem.hasPrefix("was copied from an open archive without its write-ahead log")
                == true
        )
        #expect(try later.catalog().problems == later.warnings, "the catalog includes the warnings")
        // The copy still gives the warning after SQLite has created a log for it.
        #expect(try ArchiveReader(name("copy.sqlite")).warnings == later.warnings)
        var second = try ArchiveWriter(name("copy.sqlite"), owner: "test")
        #expect(second.problems == later.warnings)
        try second.append(NumberedBatches.batch(0))
        try second.close()
        #expect(try ArchiveReader(name("copy.sqlite")).warnings.isEmpty)
    }

    @Test(
        "reading an open archive, a copy with its write-ahead log, or a copy made by SQLite gives no warning"
    )
    func whole() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<10 { try writer.append(NumberedBatches.batch(number)) }
        #expect(try ArchiveReader(path).warnings.isEmpty)
        let complete = try ArchiveReader(try copy(["", "-wal"]))
        #expect(complete.warnings.isEmpty)
        #expect(try complete.story(of: NumberedBatches.charts[0]).count == 9)
        for sql in ["VACUUM INTO '\(name("vacuum.sqlite"))'"] {
            try writer.pool.writeWithoutTransaction { try $0.execute(sql: sql) }
        }
        let queue = try DatabaseQueue(path: name("shell.sqlite"))
        try writer.pool.backup(to: queue)
        try queue.close()
        for copy in ["vacuum.sqlite", "shell.sqlite"] {
            #expect(try ArchiveReader(name(copy)).warnings.isEmpty, "\(copy)")
        }
        try writer.close()
        #expect(try ArchiveReader(try copy()).warnings.isEmpty, "after closing cleanly, the main file is complete")
    }

    @Test("the error for an empty, incomplete or partly zeroed archive says how to copy an archive")
    func hints() throws {
        try folder.write("", to: "empty.sqlite")
        let queue = try DatabaseQueue(path: name("bare.sqlite"))
        try queue.write { try $0.execute(sql: "PRAGMA application_id = \(ArchiveSchema.applicationID)") }
        try queue.close()
        for (file, words) in [("empty.sqlite", "the file is empty"), ("bare.sqlite", "has no tables")] {
            let error = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(name(file)) }
            #expect(error?.problem.hasPrefix(words) == true, "\(error?.problem ?? "")")
            #expect(error?.problem.hasSuffix(OpenMarker.advice) == true)
        }
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<100 { try writer.append(NumberedBatches.batch(number)) }
        try writer.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for page in 1..<4 { bytes.replaceSubrange(page * 1024..<(page + 1) * 1024, with: Data(count: 1024)) }
        try bytes.write(to: URL(fileURLWithPath: name("torn.sqlite")))
        let torn = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(name("torn.sqlite")) }
        #expect(torn?.problem.hasSuffix(OpenMarker.advice) == true, "\(torn?.problem ?? "")")
    }

    @Test("a backup of an open archive is a complete archive in a single file")
    func backup() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<300 { try writer.append(NumberedBatches.batch(number)) }
        let target = name("backup.sqlite")
        let summary = try ArchiveReader(path).backup(to: target)
        for number in 300..<320 { try writer.append(NumberedBatches.batch(number)) }
        let expected = NumberedBatches.stories(after: 300)
        let reader = try ArchiveReader(target)
        #expect(reader.warnings.isEmpty)
        #expect(try NumberedBatches.charts.map { try reader.story(of: $0) } == expected)
        #expect(summary.snapshots == 900 && summary.charts == 3 && summary.damaged == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: target)
        #expect((attributes[.size] as? NSNumber)?.intValue == summary.bytes)
        #expect(throws: ArchiveError.self) { try ArchiveReader(path).backup(to: target) }
        #expect(try ArchiveReader(path).backup(to: target, replaces: true).snapshots == 960)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!names.contains { $0.hasSuffix(".partial") })
    }

    @Test("a backup doesn't overwrite its source archive, an open archive, a text file or a directory")
    func targets() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        var other = try ArchiveWriter(name("other.sqlite"), owner: "test")
        try other.append(NumberedBatches.batch(0))
        let text = try folder.write("text", to: "text")
        try folder.write("log", to: "stray.sqlite-wal")
        try FileManager.default.createSymbolicLink(atPath: name("link"), withDestinationPath: path)
        let reader = try ArchiveReader(path)
        for (target, words) in [
            (path, "is the archive itself"), (path + "-wal", "is the archive itself"),
            (name("link"), "is the archive itself"),
            (folder.url.path, "is a directory"), (text, "not an archive"),
            (name("other.sqlite"), "locked by another process"),
            (name("stray.sqlite"), "would become part of the copy"),
            (name("none/x"), "can't write"),
        ] {
            let error = #expect(throws: ArchiveError.self) { try reader.backup(to: target, replaces: true) }
            #expect(error?.problem.contains(words) == true, "\(target): \(error?.problem ?? "")")
        }
        #expect(try String(contentsOfFile: text, encoding: .utf8) == "text")
        try other.close()
    }

    @Test("a backup doesn't overwrite a file created while the backup runs, and leaves no partial file")
    func race() throws {
        let target = name("backup.sqlite")
        let appear = { try? Data("late".utf8).write(to: URL(fileURLWithPath: target)) }
        let fill = { (partial: String) throws(ArchiveError) in
            var writer = try ArchiveWriter(partial, owner: "test")
            try writer.append(NumberedBatches.batch(0))
            try writer.close()
        }
        let error = #expect(throws: ArchiveError.self) {
            try ArchiveCopy.make(target, beforeRename: { _ = appear() }, fill: fill)
        }
        #expect(error?.reason == .exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["backup.sqlite"])
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "late")
    }
}
