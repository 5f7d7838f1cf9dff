import Foundation
import GRDB
import Market
import TestSupport
import Testing
import TimeSeries

@testable import Archive

@Suite("An archive in trouble")
struct ArchiveFaultTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    /// An archive of so many batches, sealed and closed.
    private func make(_ count: Int) throws {
        var writer = try ArchiveWriter(path, who: "test")
        for number in 0..<count { try writer.append(NumberedBatches.batch(number)) }
        try writer.seal()
        try writer.close()
    }

    private func file() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// What both a reader and a writer say of what is at the path.
    private func refusals() -> [ArchiveError?] {
        [
            #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path).rankings() },
            #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(path, who: "test") },
        ]
    }

    @Test(
        "what is no archive is named, and left as it is",
        arguments: [
            ("{\"feed\":{\"title\"", "is not an archive: it begins with “{\"feed\":{\"ti”"),
            ("SQLite format 3\0 and then nothing of the sort", "no SQLite database"),
        ]
    )
    func notAnArchive(content: String, sentence: String) throws {
        try folder.write(content, to: "history.sqlite")
        for error in refusals() {
            #expect(error?.reason == .notAnArchive)
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
        #expect(try file() == Data(content.utf8))
    }

    @Test("a pipe is not waited for", .timeLimit(.minutes(1)))
    func pipe() throws {
        #expect(mkfifo(path, 0o600) == 0)
        for error in refusals() { #expect(error?.problem == "is no ordinary file") }
        #expect(!ArchiveReader.isArchive(path))
    }

    @Test("nothing, an empty file, a folder")
    func nothingThere() throws {
        let missing = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path) }
        #expect(missing?.reason == .missing)
        try folder.write("", to: "history.sqlite")
        let empty = #expect(throws: ArchiveError.self) { _ = try ArchiveReader(path) }
        #expect(empty?.problem.hasPrefix("is empty") == true)
        let inFolder = #expect(throws: ArchiveError.self) { _ = try ArchiveWriter(folder.url.path, who: "test") }
        #expect(inFolder?.problem == "is a folder, not an archive")
        // An empty file is a fine place to begin.
        var writer = try ArchiveWriter(path, who: "test")
        try writer.append(NumberedBatches.batch(0))
        #expect(try writer.reader.story(of: NumberedBatches.charts[0]).count == 1)
    }

    @Test("somebody else's database is not touched")
    func foreign() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE recipe (id INTEGER)") }
        try queue.close()
        let before = try file()
        for error in refusals() { #expect(error?.problem == "is a SQLite database, but not an archive of launchtop's") }
        #expect(try file() == before)
    }

    @Test("an archive of a newer version is named, and not touched")
    func newer() throws {
        try make(3)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('3')") }
        try queue.close()
        let before = try file()
        for error in refusals() {
            #expect(error?.reason == .newerVersion)
            #expect(error?.problem.contains("version 3 of the archive; this one knows 2") == true)
        }
        #expect(try file() == before)
    }

    @Test("a disk that is full: a batch is refused whole, the sentence says why, and later ones are kept")
    func full() throws {
        var writer = try ArchiveWriter(path, who: "test")
        for number in 0..<10 { try writer.append(NumberedBatches.batch(number)) }
        let pages = try writer.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try writer.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 3)") }
        var refused: ArchiveError?
        var number = 10
        while refused == nil, number < 1000 {
            do throws(ArchiveError) {
                try writer.append(NumberedBatches.batch(number))
                number += 1
            } catch {
                refused = error
            }
        }
        #expect(refused?.description == "\(path) cannot be written: the disk is full")
        #expect(try writer.reader.story(of: NumberedBatches.charts[0]) == NumberedBatches.stories(after: number)[0])
        try writer.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        for next in number..<(number + 200) { try writer.append(NumberedBatches.batch(next)) }
        #expect(
            try writer.reader.story(of: NumberedBatches.charts[0]) == NumberedBatches.stories(after: number + 200)[0]
        )
    }

    @Test("a damaged block costs one chain, is told of, stays in the file, and does not stop the writer")
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
        #expect(problems[0].problem.contains("US Top Free, all, block \(key), from 2026-03-"), "\(problems)")
        var writer = try ArchiveWriter(path, who: "test")
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

    @Test("with any page overwritten: an error or what can be read, never a trap and never anything false")
    func damagedPages() throws {
        try make(400)
        let whole = try file()
        let expected = Set(NumberedBatches.stories(after: 400).flatMap { $0 })
        var (read, complete) = (0, 0)
        let pages = whole.count / 1024
        for page in 0..<pages {
            var damaged = whole
            for byte in 0..<1024 { damaged[page * 1024 + byte] = UInt8(truncatingIfNeeded: byte &* 31 &+ page) }
            let place = folder.url.appendingPathComponent("damaged.sqlite")
            try damaged.write(to: place)
            guard let reader = try? ArchiveReader(place.path) else { continue }
            for chart in NumberedBatches.charts {
                guard let story = try? reader.story(of: chart) else { continue }
                read += 1
                // Where the page of apps is damaged, lists are there and their apps have no names.
                let named = story.filter { !$0.contains(":?") }
                complete += named.count > 300 ? 1 : 0
                #expect(Set(named).isSubset(of: expected), "page \(page)")
            }
        }
        #expect(read > pages, "of \(pages) pages")
        #expect(complete > pages, "of \(pages) pages")
    }

    @Test("cut short anywhere: an error or what can be read")
    func cutShort() throws {
        try make(200)
        let whole = try file()
        let expected = Set(NumberedBatches.stories(after: 200).flatMap { $0 })
        for length in stride(from: 0, to: whole.count, by: 911) {
            let place = folder.url.appendingPathComponent("cut.sqlite")
            try whole.prefix(length).write(to: place)
            let story = (try? ArchiveReader(place.path))
                .flatMap { reader in try? NumberedBatches.charts.flatMap { try reader.story(of: $0) } }
            #expect(Set(story ?? []).isSubset(of: expected), "length \(length)")
        }
    }
}
