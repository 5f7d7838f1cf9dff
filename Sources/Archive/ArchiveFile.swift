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

    /// The path without links, from the root of the file system.
    static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

    /// Opens an archive to write to it, and makes one where there is no file.
    ///
    /// Every connection holds `lock`, and is refused where the path no longer leads to the file that is locked: the pool
    /// opens readers when they are asked for, which may be after the file was replaced.
    ///
    /// - Parameter file: the path without links.
    /// - Precondition: `inspectForWriting` found nothing against it.
    static func openForWriting(_ file: String, path: String, lock: DatabaseLock) throws(ArchiveError) -> DatabasePool {
        try attempt(path, "opened for writing") {
            var configuration = configuration()
            configuration.prepareDatabase { database in
                guard FileIdentity.lookUp(file) == .found(lock.identity) else {
                    throw ArchiveError(.displaced, path, "was moved, deleted or replaced while it was being opened")
                }
                guard !database.configuration.readonly else { return }
                // Both take effect only in an empty file.
                try database.execute(sql: "PRAGMA page_size = \(pageSize); PRAGMA auto_vacuum = INCREMENTAL")
            }
            let pool = try DatabasePool(path: file, configuration: configuration)
            // A transaction that was acknowledged survives a loss of power. After the pool, which sets less by itself.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try ArchiveSchema.upgrade(pool, path: path)
            try pool.writeWithoutTransaction { database in
                try OpenMarker.set(database)
                // From its first moment on the file alone is an archive. A reader that stands in the way puts it off.
                _ = try? database.checkpoint(.truncate)
            }
            return pool
        }
    }

    /// Whether a file may become, or is, an archive to write to; before anything beside it is touched, and before it is
    /// opened as a pool, which would change the journal of somebody else's database.
    ///
    /// - Returns: what is to be said of it, though it can be written.
    static func inspectForWriting(_ path: String) throws(ArchiveError) -> [ArchiveError] {
        let bytes = try inspect(path, mayBeMissing: true)
        guard let bytes, bytes > 0 || FileManager.default.fileExists(atPath: resolved(path) + "-wal") else { return [] }
        let names = linkCount(path)
        if names > 1 { throw ArchiveError(.notWritable, path, DatabaseLock.hardLinkProblem(names)) }
        let surroundings = surroundings(of: path)
        let isMarked = try attempt(path, "opened") {
            var look = configuration()
            look.readonly = true
            return try reading(path) {
                try DatabaseQueue(path: path, configuration: look).read { database in
                    _ = try check(database, path: path)
                    return try OpenMarker.isSet(database)
                }
            }
        }
        return isMarked ? warning(surroundings, path) : []
    }

    static func warning(_ surroundings: OpenMarker.Surroundings, _ path: String) -> [ArchiveError] {
        OpenMarker.warning(surroundings).map { [ArchiveError(.other, path, $0)] } ?? []
    }

    static func surroundings(of path: String) -> OpenMarker.Surroundings {
        let file = resolved(path)
        return OpenMarker.Surroundings(
            logBytes: size(file + "-wal"),
            hasLock: FileManager.default.fileExists(atPath: file + ".lock"),
            isBeingWritten: WriterLock.isHeld(archive: path)
        )
    }

    static func size(_ path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
    }

    static func linkCount(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        return (attributes?[.referenceCount] as? NSNumber)?.intValue ?? 1
    }

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "archive"
        return configuration
    }

    /// Whether a file begins as SQLite's do.
    static func isDatabase(_ path: String) -> Bool {
        isOrdinary(path) && beginsAsDatabase(path)
    }

    /// Whether it is a file, or a link to one, and not a pipe, which would be waited for, for ever.
    static func isOrdinary(_ path: String) -> Bool {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = (try? FileManager.default.attributesOfItem(atPath: file))?[.type] as? FileAttributeType
        return type == .typeRegular
    }

    static func beginsAsDatabase(_ path: String) -> Bool {
        beginning(of: path)?.starts(with: "SQLite format 3\0".utf8) == true
    }

    static func beginning(of path: String) -> Data? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 16)) ?? Data()
    }

    /// What can be said of a file before SQLite sees it, without opening it.
    ///
    /// - Returns: its bytes; `nil` where it is missing and may be.
    static func inspect(_ path: String, mayBeMissing: Bool) throws(ArchiveError) -> Int? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            if mayBeMissing { return nil }
            throw ArchiveError(.missing, path, "does not exist")
        }
        if isFolder.boolValue { throw ArchiveError(.notAnArchive, path, "is a folder, not an archive") }
        guard isOrdinary(path) else { throw ArchiveError(.notAnArchive, path, "is no ordinary file") }
        guard access(path, R_OK) == 0 else { throw ArchiveError(.other, path, "cannot be opened") }
        return size(resolved(path)) ?? 0
    }

    /// Whether a file is an archive, of whatever version.
    static func isArchive(_ path: String) -> Bool {
        guard isDatabase(path) else { return false }
        var configuration = configuration()
        configuration.readonly = true
        let identifier = try? DatabaseQueue(path: path, configuration: configuration).read { database in
            try Int32.fetchOne(database, sql: "PRAGMA application_id")
        }
        return identifier == ArchiveSchema.applicationID
    }

    /// Whether the database is ours and of a version that is known.
    ///
    /// - Returns: whether it has tables. A program that was killed before it made them may have left the one that lists them.
    static func check(_ database: Database, path: String) throws -> Bool {
        let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id")
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
        return !isNew
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
