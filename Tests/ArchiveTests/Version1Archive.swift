import Foundation
import GRDB
import Market
import TestSupport

@testable import Archive

/// Archives as written by version 1, with a name row for each snapshot in which an app's name differs from the previous
/// one.
enum Version1Archive {
    /// Copies the stored archive of version 1 to a folder and returns its path.
    static func stored(in folder: TemporaryFolder) throws -> String {
        let kept = Fixtures.repository.appendingPathComponent("Tests/ArchiveTests/Archives/version-1.sqlite")
        let path = folder.url.appendingPathComponent("history.sqlite").path
        try FileManager.default.copyItem(atPath: kept.path, toPath: path)
        return path
    }

    /// Adds names to a version 1 archive, creating it if it doesn't exist. The outer array contains one array of names
    /// per app, whose names are `seconds` seconds apart.
    static func write(_ names: [[String]], every seconds: Int64, to path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try ArchiveSchema.migrator.migrate(queue, upTo: "1")
        try queue.write { database in
            for (app, names) in names.enumerated() {
                try database.execute(
                    sql: "INSERT INTO app VALUES (?, ?, 'appstore')",
                    arguments: [1000 + app, "\(7_000_000_000 + app)"]
                )
                for (number, name) in names.enumerated() {
                    try database.execute(
                        sql: "INSERT INTO name VALUES (?, 'us', ?, ?, 'Maker')",
                        arguments: [1000 + app, Int64(number) * seconds, name]
                    )
                }
            }
            let end = Int64((names.map(\.count).max() ?? 1) - 1) * seconds
            try database.execute(
                sql: "INSERT INTO source (label, first, last) VALUES ('names', 0, ?)",
                arguments: [end]
            )
        }
        try queue.close()
    }

    /// Returns the rows of the tables that an upgrade doesn't change.
    static func untouched(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            try ["block", "log", "chart", "source", "chart_source", "counter", "event", "watched"].flatMap {
                table in
                try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { "\(table) \($0)" }
            }
        }
    }

    static func versions(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try ArchiveSchema.migrator.appliedIdentifiers($0).sorted() }
    }
}
