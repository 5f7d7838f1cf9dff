import Foundation
import GRDB

/// Opens the file of an archive, after a look at what it is.
enum ArchiveFile {
    /// Bytes of a page. Small ones, because a block is a few kilobytes and the rest of its last page is lost.
    private static let pageSize = 1024

    /// Makes the folder for an archive where it is missing.
    static func makeFolder(of path: String) throws(ArchiveError) {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw ArchiveError(.notWritable, path, "cannot be made: \(error.localizedDescription)")
        }
    }

    /// Opens an archive to write to it, and makes one where there is no file.
    ///
    /// - Precondition: `inspectForWriting` found nothing against it.
    static func openForWriting(_ path: String) throws(ArchiveError) -> DatabasePool {
        try attempt(path, "opened for writing") {
            var configuration = configuration()
            configuration.prepareDatabase { database in
                guard !database.configuration.readonly else { return }
                // Both take effect only in an empty file.
                try database.execute(sql: "PRAGMA page_size = \(pageSize); PRAGMA auto_vacuum = INCREMENTAL")
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            // A transaction that was acknowledged survives a loss of power. After the pool, which sets less by itself.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try ArchiveSchema.upgrade(pool, path: path)
            return pool
        }
    }

    /// Whether a file may become, or is, an archive to write to; before anything beside it is touched, and before it is
    /// opened as a pool, which would change the journal of somebody else's database.
    static func inspectForWriting(_ path: String) throws(ArchiveError) {
        try inspect(path, mayBeMissing: true)
        guard FileManager.default.fileExists(atPath: path), !isEmpty(path) else { return }
        try attempt(path, "opened") {
            var look = configuration()
            look.readonly = true
            try DatabaseQueue(path: path, configuration: look).read { try check($0, path: path) }
        }
    }

    /// Opens an archive to read it. Nothing of it is changed, and it may lie on a disk that cannot be written.
    static func openForReading(
        _ path: String
    ) throws(ArchiveError) -> (database: any DatabaseReader, isStill: Bool) {
        try inspect(path, mayBeMissing: false)
        return try attempt(path, "opened") {
            do {
                return (try reader(path, path: path), false)
            } catch let error as DatabaseError
                where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
                && !FileManager.default.fileExists(atPath: path + "-wal")
            {
                // Readers too write a file beside the archive to agree with a writer. Where that cannot be and nobody
                // is writing, the file is taken to stand still.
                let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
                return (try reader("file:\(escaped)?immutable=1", path: path), true)
            }
        }
    }

    private static func reader(_ name: String, path: String) throws -> any DatabaseReader {
        var configuration = configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: name, configuration: configuration)
        try queue.read { try check($0, path: path) }
        return queue
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "archive"
        return configuration
    }

    private static func isEmpty(_ path: String) -> Bool {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
        return size == 0 && !FileManager.default.fileExists(atPath: path + "-wal")
    }

    /// Whether a file begins as SQLite's do.
    static func isDatabase(_ path: String) -> Bool {
        isOrdinary(path) && beginsAsDatabase(path)
    }

    /// Whether it is a file, or a link to one, and not a pipe, which would be waited for, for ever.
    private static func isOrdinary(_ path: String) -> Bool {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = (try? FileManager.default.attributesOfItem(atPath: file))?[.type] as? FileAttributeType
        return type == .typeRegular
    }

    private static func beginsAsDatabase(_ path: String) -> Bool {
        beginning(of: path)?.starts(with: "SQLite format 3\0".utf8) == true
    }

    private static func beginning(of path: String) -> Data? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 16)) ?? Data()
    }

    /// What can be said of a file before SQLite sees it.
    static func inspect(_ path: String, mayBeMissing: Bool) throws(ArchiveError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            if mayBeMissing { return }
            throw ArchiveError(.missing, path, "does not exist")
        }
        if isFolder.boolValue { throw ArchiveError(.notAnArchive, path, "is a folder, not an archive") }
        guard isOrdinary(path) else { throw ArchiveError(.notAnArchive, path, "is no ordinary file") }
        guard let beginning = beginning(of: path) else { throw ArchiveError(.other, path, "cannot be opened") }
        if beginning.isEmpty, mayBeMissing || FileManager.default.fileExists(atPath: path + "-wal") { return }
        if beginning.isEmpty { throw ArchiveError(.notAnArchive, path, "is empty") }
        guard beginsAsDatabase(path) else {
            let text = String(decoding: beginning.prefix(12), as: UTF8.self)
            throw ArchiveError(.notAnArchive, path, "is not an archive: it begins with “\(text)”")
        }
    }

    /// Whether the database is ours and of a version that is known.
    private static func check(_ database: Database, path: String) throws {
        let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        // A program that was killed before it made its tables may have left the one that lists them.
        let tables = "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite%'"
        let isNew = try Int.fetchOne(database, sql: tables) == 0
        guard applicationID == ArchiveSchema.applicationID || isNew else {
            throw ArchiveError(.notAnArchive, path, "is a SQLite database, but not an archive of launchtop's")
        }
        guard try !ArchiveSchema.migrator.hasBeenSuperseded(database) else {
            let versions = try ArchiveSchema.migrator.appliedIdentifiers(database).sorted()
            throw ArchiveError(
                .newerVersion,
                path,
                "was written by a newer launchtop (version \(versions.last ?? "?") of the archive; this one knows \(ArchiveSchema.version)); update launchtop to read it"
            )
        }
    }

    /// Runs work on the database and says in one sentence what went wrong with it.
    static func attempt<Value>(_ path: String, _ action: String, _ work: () throws -> Value) throws(ArchiveError)
        -> Value
    {
        do {
            return try work()
        } catch {
            throw ArchiveError(error, path: path, action: action)
        }
    }
}
