import Foundation
import GRDB
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("Opening damaged archives and files that aren't archives")
struct ArchiveDamageTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// Creates an archive with `count` batches, sealed and closed.
    private func make(_ count: Int) throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<count { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        try writer.close()
    }

    private func file() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// Returns the errors of both a reader and a writer for the file at the path.
    private func errors() -> [ArchiveError?] {
        [
            #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path).rankings() },
            #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(path, owner: "test") },
        ]
    }

    @Test(
        "archive readers and writers reject a file that isn't an archive and leave it unchanged",
        arguments: [
            ("{\"feed\":{\"title\"", "not an archive: the file starts with \"{\"feed\":{\"ti\""),
            ("SQLite format 3\0 and then nothing of the sort", "not a SQLite database"),
        ]
    )
    func notAnArchive(content: String, problem: String) throws {
        try folder.write(content, to: "history.sqlite")
        for error in errors() {
            #expect(error?.reason == .notAnArchive)
            #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
        }
        #expect(try file() == Data(content.utf8))
    }

    @Test("opening a named pipe as an archive fails without blocking", .timeLimit(.minutes(1)))
    func pipe() throws {
        #expect(mkfifo(path, 0o600) == 0)
        for error in errors() { #expect(error?.problem == "not a regular file") }
        #expect(!ArchiveReader.isArchive(path))
    }

    @Test("an archive reader rejects a missing or empty file, and a writer accepts an empty file")
    func nothingThere() throws {
        let missing = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path) }
        #expect(missing?.reason == .missing)
        try folder.write("", to: "history.sqlite")
        let empty = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path) }
        #expect(empty?.problem.hasPrefix("the file is empty") == true)
        let inFolder = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(folder.url.path, owner: "test") }
        #expect(inFolder?.problem == "is a directory, not an archive")
        // A writer can start with an empty file.
        var writer = try ArchiveWriter(path, owner: "test")
        try writer.append(NumberedBatches.batch(0))
        #expect(try writer.reader.story(of: NumberedBatches.charts[0]).count == 1)
    }

    @Test("archive readers and writers reject another program's SQLite database and leave it unchanged")
    func foreign() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE recipe (id INTEGER)") }
        try queue.close()
        let before = try file()
        for error in errors() { #expect(error?.problem == "is a SQLite database, but not a launchtop archive") }
        #expect(try file() == before)
    }

    @Test("archive readers and writers reject an archive of a newer version and leave it unchanged")
    func newer() throws {
        try make(3)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('6')") }
        try queue.close()
        let before = try file()
        for error in errors() {
            #expect(error?.reason == .newerVersion)
            #expect(error?.problem.contains("archive version 6; this one reads up to 5") == true)
        }
        #expect(try file() == before)
    }

    @Test("on a full disk, an archive writer rejects whole batches, and stores later ones once there is space")
    func full() throws {
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 0..<10 { try writer.append(NumberedBatches.batch(number)) }
        let pages = try writer.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try writer.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 3)") }
        var rejected: ArchiveError?
        var number = 10
        while rejected == nil, number < 1000 {
            do throws(ArchiveError) {
                try writer.append(NumberedBatches.batch(number))
                number += 1
            } catch {
                rejected = error
            }
        }
        #expect(rejected?.description == "\(path): can't write: disk full; free some space")
        #expect(try writer.reader.story(of: NumberedBatches.charts[0]) == NumberedBatches.stories(after: number)[0])
        try writer.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        for next in number..<(number + 200) { try writer.append(NumberedBatches.batch(next)) }
        #expect(
            try writer.reader.story(of: NumberedBatches.charts[0]) == NumberedBatches.stories(after: number + 200)[0]
        )
    }

    @Test("a damaged archive block is reported and kept, and doesn't affect other charts or later batches")
    func damagedBlock() throws {
        try make(400)
        let queue = try DatabaseQueue(path: path)
        let key = try queue.write { database in
            let row = try #require(
                try Row.fetchOne(
                    database,
                    sql: "SELECT key, data FROM block WHERE chart = 1 ORDER BY first DESC LIMIT 1"
                )
            )
            var data: Data = row["data"]
            data[data.count - 5] ^= 4
            try database.execute(
                sql: "UPDATE block SET data = ? WHERE key = ?",
                arguments: [data, row["key"] as Int64]
            )
            return row["key"] as Int64
        }
        try queue.close()
        let problems = try ArchiveReader(path).rankings().problems
        #expect(problems.map(\.reason) == [.damaged])
        #expect(problems[0].problem.contains("US Top Free (block \(key), starting 2026-03-"), "\(problems)")
        var writer = try ArchiveWriter(path, owner: "test")
        for number in 400..<600 { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        #expect(try writer.reader.rankings().problems == problems)
        let whole = NumberedBatches.stories(after: 600)
        for (chart, expected) in zip(NumberedBatches.charts, whole) {
            let story = try writer.reader.story(of: chart)
            let isDamaged = chart == NumberedBatches.charts[0]
            #expect(isDamaged ? Set(story).isSubset(of: expected) : story == expected)
            #expect(story.last == expected.last)
        }
    }

    @Test("reading an archive with an overwritten page fails or returns only data that was stored")
    func damagedPages() throws {
        try make(400)
        let whole = try file()
        let expected = Set(NumberedBatches.stories(after: 400).flatMap { $0 })
        var (read, complete) = (0, 0)
        let pages = whole.count / 1024
        for page in 0..<pages {
            var damaged = whole
            for byte in 0..<1024 { damaged[page * 1024 + byte] = UInt8(truncatingIfNeeded: byte &* 31 &+ page) }
            let file = folder.url.appendingPathComponent("damaged.sqlite")
            try damaged.write(to: file)
            guard let reader = try? ArchiveReader(file.path) else { continue }
            for chart in NumberedBatches.charts {
                guard let story = try? reader.story(of: chart) else { continue }
                read += 1
                // If the page of apps is damaged, snapshots are read but their apps are unknown.
                let named = story.filter { !$0.contains(":?") }
                complete += named.count > 300 ? 1 : 0
                #expect(Set(named).isSubset(of: expected), "page \(page)")
            }
        }
        #expect(read > pages, "of \(pages) pages")
        #expect(complete > pages, "of \(pages) pages")
    }

    @Test("reading a truncated archive fails or returns only data that was stored")
    func cutShort() throws {
        try make(200)
        let whole = try file()
        let expected = Set(NumberedBatches.stories(after: 200).flatMap { $0 })
        for length in stride(from: 0, to: whole.count, by: 911) {
            let file = folder.url.appendingPathComponent("cut.sqlite")
            try whole.prefix(length).write(to: file)
            let story = (try? ArchiveReader(file.path))
                .flatMap { reader in try? NumberedBatches.charts.flatMap { try reader.story(of: $0) } }
            #expect(Set(story ?? []).isSubset(of: expected), "length \(length)")
        }
    }
}
