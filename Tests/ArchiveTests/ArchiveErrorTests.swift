import Foundation
import GRDB
import Market
import TestSupport
import Testing

@testable import Archive

@Suite("Error messages about archives")
struct ArchiveErrorTests {
    private let folder: TemporaryFolder
    private var path: String { name("history.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private func name(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

    @Test("error messages about archives match the golden file")
    func table() throws {
        let sections: [(String, () throws -> [(String, [ArchiveError])])] = [
            ("opening", opening), ("locks", locks), ("writing", writing), ("moved or replaced while open", displaced),
            ("damage", damage), ("incomplete copies", copies), ("backup", backup), ("SQLite", sqlite),
        ]
        var lines: [String] = []
        for (title, cases) in sections {
            lines.append(title)
            for (situation, errors) in try cases() {
                #expect(!errors.isEmpty, "\(situation)")
                lines.append("  \(situation)")
                lines += errors.map { "    \(text(of: $0))" }
            }
        }
        let difference = Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "errors-archive")
        #expect(difference == nil, "\(difference ?? "")")
    }

    /// Returns the description of an error without the path of the temporary folder and with a fixed process id.
    private func text(of error: ArchiveError) -> String {
        error.description.replacingOccurrences(of: folder.url.path + "/", with: "")
            .replacingOccurrences(of: folder.url.path, with: ".")
            .replacingOccurrences(of: "pid \(getpid())", with: "pid 123")
    }

    private func errors(_ work: () throws(ArchiveError) -> Void) -> [ArchiveError] {
        do throws(ArchiveError) {
            try work()
            return []
        } catch {
            return [error]
        }
    }

    private func readError(_ file: String) -> [ArchiveError] {
        errors { () throws(ArchiveError) in _ = try ArchiveReader(name(file)).rankings() }
    }

    private func writeError(_ file: String) -> [ArchiveError] {
        errors { () throws(ArchiveError) in _ = try ArchiveWriter(name(file), owner: "launchtop import") }
    }

    /// Creates a closed archive with `count` batches.
    private func make(_ file: String, _ count: Int = 10) throws {
        var writer = try ArchiveWriter(name(file), owner: "launchtop record")
        for number in 0..<count { try writer.append(NumberedBatches.batch(number)) }
        try writer.close()
    }

    private func change(_ file: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: name(file))
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func opening() throws -> [(String, [ArchiveError])] {
        try folder.write("{\"feed\":{\"title\"", to: "text.sqlite")
        try folder.write("SQLite format 3\0 and then nothing of the sort", to: "broken.sqlite")
        try folder.write("", to: "empty.sqlite")
        #expect(mkfifo(name("pipe.sqlite"), 0o600) == 0)
        try change("other.sqlite", "CREATE TABLE recipe (id INTEGER)")
        try change("tables.sqlite", "PRAGMA application_id = \(ArchiveSchema.applicationID)")
        try make("newer.sqlite")
        try change("newer.sqlite", "INSERT INTO grdb_migrations VALUES ('6')")
        try make("linked.sqlite")
        #expect(link(name("linked.sqlite"), name("second.sqlite")) == 0)
        let links = try ArchiveReader(name("linked.sqlite")).warnings
        return [
            ("missing", readError("none.sqlite")), ("a directory", readError("")), ("a pipe", readError("pipe.sqlite")),
            ("not an archive", readError("text.sqlite")),
            ("not an archive, opened for writing", writeError("text.sqlite")),
            ("a broken database", readError("broken.sqlite")), ("an empty file", readError("empty.sqlite")),
            ("another program's database", readError("other.sqlite")), ("no tables", readError("tables.sqlite")),
            ("a newer version", writeError("newer.sqlite")), ("two names", links),
            ("two names, to write", writeError("linked.sqlite")),
        ]
    }

    private func locks() throws -> [(String, [ArchiveError])] {
        var writer = try ArchiveWriter(path, owner: "launchtop record")
        try writer.append(NumberedBatches.batch(0))
        let second = writeError("history.sqlite")
        #expect(unlink(path + ".lock") == 0)
        let withoutLockFile = writeError("history.sqlite")
        return [("a second writer", second), ("a second writer, lock file deleted", withoutLockFile)]
    }

    private func writing() throws -> [(String, [ArchiveError])] {
        var full: [ArchiveError] = []
        do {
            var writer = try ArchiveWriter(name("full.sqlite"), owner: "test")
            try writer.append(NumberedBatches.batch(0))
            try writer.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 10") }
            for number in 1..<500 where full.isEmpty {
                do throws(ArchiveError) { try writer.append(NumberedBatches.batch(number)) } catch { full = [error] }
            }
        }
        for suffix in ["", "-wal", "-shm", ".lock"] { unlink(path + suffix) }
        let old = try Version1Archive.stored(in: folder)
        let pool = try DatabasePool(path: old)
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA incremental_vacuum")
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let upgrade = #expect(throws: ArchiveError.self) { try ArchiveSchema.upgrade(pool, path: old) }
        try pool.close()
        try FileManager.default.removeItem(atPath: old)
        return [("disk full", full), ("disk full during an upgrade", [upgrade].compactMap { $0 })]
    }

    private func displaced() throws -> [(String, [ArchiveError])] {
        /// Returns the error of the first batch after a change to the files; if there is none, the reported problems.
        func after(_ file: String, _ change: (String) throws -> Void) throws -> [ArchiveError] {
            var writer = try ArchiveWriter(name(file), owner: "test")
            try writer.append(NumberedBatches.batch(0))
            try change(name(file))
            do throws(ArchiveError) { try writer.append(NumberedBatches.batch(1)) } catch { return [error] }
            return writer.problems
        }
        let other = try folder.write("another file", to: "another")
        var results = [
            (
                "moved",
                try after("moved.sqlite") { try FileManager.default.moveItem(atPath: $0, toPath: name("x.sqlite")) }
            ),
            ("deleted", try after("deleted.sqlite") { unlink($0) }),
            ("replaced", try after("replaced.sqlite") { rename(other, $0) }),
            (
                "overwritten",
                try after("overwritten.sqlite") { try Data("text".utf8).write(to: URL(fileURLWithPath: $0)) }
            ),
            ("lock file deleted", try after("lock.sqlite") { unlink($0 + ".lock") }),
            ("write-ahead log deleted", try after("log.sqlite") { unlink($0 + "-wal") }),
        ]
        try make("target.sqlite")
        try FileManager.default.createSymbolicLink(
            atPath: name("link.sqlite"),
            withDestinationPath: name("target.sqlite")
        )
        let redirected = try after("link.sqlite") {
            unlink($0)
            try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: name("x.sqlite"))
        }
        results.append(("link changed", redirected))
        var writer = try ArchiveWriter(name("taken.sqlite"), owner: "test")
        try writer.append(NumberedBatches.batch(0))
        let now = Fixtures.time("2026-11-28")
        for candidate in RecoveredName.candidates(for: name("taken.sqlite"), on: now.day) {
            try Data().write(to: URL(fileURLWithPath: candidate))
        }
        #expect(rename(try folder.write("another file", to: "another"), name("taken.sqlite")) == 0)
        do throws(ArchiveError) {
            _ = try writer.recover(at: now)
        } catch {
            results.append(("no name for a recovered archive", [error]))
        }
        return results
    }

    private func damage() throws -> [(String, [ArchiveError])] {
        try make("rows.sqlite")
        try change("rows.sqlite", "UPDATE app SET checksum = checksum + 1 WHERE number = 3")
        try change("rows.sqlite", "UPDATE name SET name = name || '!' WHERE app = 1 AND storefront = 'us'")
        try make("blocks.sqlite", 400)
        try change("blocks.sqlite", "UPDATE block SET data = X'00' WHERE key = (SELECT min(key) FROM block)")
        try make("log.damaged.sqlite")
        try change("log.damaged.sqlite", "UPDATE log SET record = X'0000' WHERE number = (SELECT max(number) FROM log)")
        return [
            ("rows", try ArchiveReader(name("rows.sqlite")).catalog().problems),
            ("a block", try ArchiveReader(name("blocks.sqlite")).rankings().problems),
            ("a log record", try ArchiveReader(name("log.damaged.sqlite")).rankings().problems),
        ]
    }

    private func copies() throws -> [(String, [ArchiveError])] {
        var writer = try ArchiveWriter(name("open.sqlite"), owner: "test")
        try writer.append(NumberedBatches.batch(0))
        for copy in ["copy.sqlite", "crashed.sqlite"] {
            try FileManager.default.copyItem(atPath: name("open.sqlite"), toPath: name(copy))
        }
        try folder.write("", to: "crashed.sqlite.lock")
        return [
            ("copied without the write-ahead log", try ArchiveReader(name("copy.sqlite")).warnings),
            ("write-ahead log deleted after a crash", try ArchiveReader(name("crashed.sqlite")).warnings),
        ]
    }

    private func backup() throws -> [(String, [ArchiveError])] {
        try make("source.sqlite")
        let text = try folder.write("text", to: "text")
        try folder.write("log", to: "stray.sqlite-wal")
        var open = try ArchiveWriter(name("target-open.sqlite"), owner: "test")
        try open.append(NumberedBatches.batch(0))
        let reader = try ArchiveReader(name("source.sqlite"))
        func to(_ target: String, replaces: Bool = true) -> [ArchiveError] {
            errors { () throws(ArchiveError) in _ = try reader.backup(to: target, replaces: replaces) }
        }
        return [
            ("to itself", to(name("source.sqlite"))), ("to a directory", to(folder.url.path)),
            ("to an existing file", to(text, replaces: false)), ("to a file that isn't an archive", to(text)),
            ("to an open archive", to(name("target-open.sqlite"))), ("next to a stray log", to(name("stray.sqlite"))),
            ("to a missing directory", to(name("none/x.sqlite"))),
        ]
    }

    private func sqlite() throws -> [(String, [ArchiveError])] {
        let codes: [(String, ResultCode)] = [
            ("read-only", .SQLITE_READONLY), ("can't open", .SQLITE_CANTOPEN), ("locked", .SQLITE_BUSY),
            ("I/O error", .SQLITE_IOERR), ("corrupt", .SQLITE_CORRUPT),
        ]
        return codes.map { situation, code in
            (situation, [ArchiveError(DatabaseError(resultCode: code), path: path, action: "write")])
        }
    }
}
