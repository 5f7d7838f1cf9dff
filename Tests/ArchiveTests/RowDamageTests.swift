import Foundation
import GRDB
import Market
import TestSupport
import Testing

@testable import Archive

@Suite("Damaged app and name rows in an archive")
struct RowDamageTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appendingPathComponent("history.sqlite").path }

    init() throws { folder = try TemporaryFolder() }

    private static func batch(_ apps: [String], hour: Int) -> ArchiveBatch {
        var snapshot = Fixtures.snapshot(apps, at: "2026-03-01")
        snapshot.observedAt = snapshot.observedAt + Int64(hour) * 3600
        return ArchiveBatch(source: "test", snapshots: [snapshot])
    }

    /// Creates an archive with three apps. The second one is renamed in the second snapshot.
    private func make() throws {
        var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
        try writer.append(Self.batch(["101", "102", "103"], hour: 0))
        var renamed = Self.batch(["101", "102", "103"], hour: 1)
        renamed.snapshots[0].entries[1].name = "Renamed"
        try writer.append(renamed)
        try writer.close()
    }

    /// Returns copies of a value, each with one bit flipped, as SQL literals.
    private static func flips(_ value: DatabaseValue) -> [String] {
        switch value.storage {
        case .int64(let number):
            return (0..<8).flatMap { byte in [0, 7].map { "\(number ^ (Int64(1) << (byte * 8 + $0)))" } }
                .map { $0 == "\(Int64.min)" ? "-9223372036854775807 - 1" : $0 }
        case .string(let text):
            return text.utf8.indices.flatMap { index in
                [UInt8(1), 0x80].map { bit in
                    let offset = text.utf8.distance(from: text.startIndex, to: index)
                    var bytes = Array(text.utf8)
                    bytes[offset] ^= bit
                    let digits = bytes.map { String(format: "%02X", $0) }.joined()
                    return "CAST(X'\(digits)' AS TEXT)"
                }
            }
        default: return []
        }
    }

    /// Calls `body` for many copies of the archive, each with a different bit of a row flipped.
    private func eachFlip(
        of table: String,
        where condition: String,
        _ body: (_ change: String, _ path: String) throws -> Void
    ) throws {
        try make()
        let queue = try DatabaseQueue(path: path)
        let row = try #require(
            try queue.read { try Row.fetchOne($0, sql: "SELECT * FROM \(table) WHERE \(condition)") }
        )
        try queue.close()
        var count = 0
        for (column, value) in row {
            // Skips the numbers of other apps, which SQLite rejects as duplicates.
            for literal in Self.flips(value) where column != "number" || literal.count > 1 {
                let folder = try TemporaryFolder()
                let copy = folder.url.appendingPathComponent("damaged.sqlite").path
                try FileManager.default.copyItem(atPath: path, toPath: copy)
                let damaged = try DatabaseQueue(path: copy)
                try damaged.write {
                    try $0.execute(sql: "UPDATE \(table) SET \(column) = \(literal) WHERE \(condition)")
                }
                try damaged.close()
                try body("\(column) = \(literal)", copy)
                count += 1
            }
        }
        #expect(count > 40)
    }

    @Test("a damaged name row in an archive is reported, and the name is stored again when it is next seen")
    func names() throws {
        try eachFlip(of: "name", where: "app = 1 AND name = 'Renamed'") { change, path in
            let catalog = try ArchiveReader(path).catalog()
            #expect(catalog.problems.map(\.reason) == [.damaged], "\(change)")
            #expect(catalog.problems[0].problem.contains("damaged row in table name (app "), "\(catalog.problems)")
            #expect(catalog.nameSpans.map(\.name) == ["App 101", "App 102", "App 103"], "\(change)")
            var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
            var next = Self.batch(["101", "102", "103"], hour: 2)
            next.snapshots[0].entries[1].name = "Renamed"
            try writer.append(next)
            let names = try writer.reader.catalog().nameSpans.map(\.name)
            #expect(names == ["App 101", "App 102", "Renamed", "App 103"], "\(change)")
        }
    }

    @Test("a damaged app row in an archive is reported, and its number isn't assigned to another app")
    func apps() throws {
        for number in [1, 2] {
            try eachFlip(of: "app", where: "number = \(number)") { change, path in
                let reader = try ArchiveReader(path)
                let catalog = try reader.catalog()
                #expect(catalog.problems.map(\.reason) == [.damaged], "\(change)")
                #expect(catalog.problems[0].problem.contains("damaged row in table app (number "), "\(change)")
                let intact = [UInt32(0), 1, 2].filter { Int($0) != number }
                #expect(catalog.apps.keys.sorted() == intact, "\(change)")
                #expect(catalog.nameSpans.count == 4, "the app's names are still read, \(change)")
                // The app is seen again, along with a new app.
                var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
                try writer.append(Self.batch(["101", "102", "103", "104"], hour: 3))
                let apps = try writer.reader.catalog().apps
                #expect(apps.count == 4 && apps[UInt32(number)] == nil, "\(change): \(apps)")
                for number in intact { #expect(apps[number] == catalog.apps[number], "\(change)") }
                #expect(Set(apps.values.map(\.text)) == ["101", "102", "103", "104"], "\(change)")
                try writer.close()
                let problems = try ArchiveReader(path).catalog().problems
                #expect(problems == catalog.problems, "the damaged row must not change, \(change)")
            }
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("an archive's first 20 damaged rows are reported individually, and the others as a count")
    func limit() throws {
        var writer = try ArchiveWriter(path, owner: "test", timeout: 10)
        try writer.append(Self.batch((100..<150).map { "\($0)" }, hour: 0))
        try writer.close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE name SET name = name || '!' WHERE app > 4") }
        try queue.close()
        let catalog = try ArchiveReader(path).catalog()
        #expect(catalog.problems.count == 21)
        #expect(catalog.problems.last?.problem == "25 more damaged rows in table name; this name is omitted")
        #expect(catalog.nameSpans.count == 5)
    }
}
