import Foundation
import GRDB
import Input
import Market

/// Functions that inspect and open archive files.
enum ArchiveFile {
    /// The page size of the database in bytes. It is small because a block takes only a few kilobytes and leaves part
    /// of its last page unused.
    private static let pageSize = 1024

    /// Creates the folder that contains an archive, if the folder doesn't exist.
    static func makeFolder(of path: String) throws(ArchiveError) {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw ArchiveError(.notWritable, path, "can't create the folder: \(SystemError.message(of: error))")
        }
    }

    /// Returns the absolute path with symbolic links resolved.
    static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

    /// Opens an archive for writing, and creates it if it doesn't exist.
    ///
    /// Every connection retains `lock` and checks that `file` still leads to the locked file, because the pool opens
    /// readers on demand, possibly after the file was replaced.
    ///
    /// - Parameters:
    ///   - file: The path with symbolic links resolved.
    ///   - path: The path to use in errors.
    ///   - lock: The lock on the database file.
    /// - Precondition: `inspectForWriting` succeeded.
    static func openForWriting(_ file: String, path: String, lock: DatabaseLock) throws(ArchiveError) -> DatabasePool {
        try attempt(path, "open for writing") {
            var configuration = configuration()
            configuration.prepareDatabase { database in
                guard FileIdentity.lookUp(file) == .found(lock.identity) else {
                    throw ArchiveError(.displaced, path, "was moved, deleted or replaced while being opened; try again")
                }
                guard !database.configuration.readonly else { return }
                // Both settings take effect only in an empty file.
                try database.execute(sql: "PRAGMA page_size = \(pageSize); PRAGMA auto_vacuum = INCREMENTAL")
            }
            let pool = try DatabasePool(path: file, configuration: configuration)
            // Committed transactions must survive a power failure. Set after creating the pool, which uses a weaker
            // setting.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try ArchiveSchema.upgrade(pool, path: path)
            try pool.writeWithoutTransaction { database in
                try OpenMarker.set(database)
                // Make the main file a complete archive from the start. A reader may prevent this for now.
                _ = try? database.checkpoint(.truncate)
            }
            return pool
        }
    }

    /// Checks that a file is an archive or can become one.
    ///
    /// Call this before creating files next to the file, and before opening a pool, which would change the journal mode
    /// of another program's database.
    ///
    /// - Returns: Warnings that don't prevent writing.
    static func inspectForWriting(_ path: String) throws(ArchiveError) -> [ArchiveError] {
        guard !EngineAddress.isAddress(path) else {
            let problem = "can't write to an engine; record to a local archive with record --replicate"
            throw ArchiveError(.notWritable, path, problem)
        }
        let bytes = try inspect(path, mayBeMissing: true)
        guard let bytes, bytes > 0 || FileManager.default.fileExists(atPath: resolved(path) + "-wal") else { return [] }
        let links = linkCount(path)
        if links > 1 { throw ArchiveError(.notWritable, path, DatabaseLock.hardLinkProblem(links)) }
        let siblings = siblings(of: path)
        let isMarked = try attempt(path, "open") {
            var readOnly = configuration()
            readOnly.readonly = true
            return try reading(path) {
                try DatabaseQueue(path: path, configuration: readOnly).read { database in
                    _ = try check(database, path: path)
                    return try OpenMarker.isSet(database)
                }
            }
        }
        return isMarked ? warnings(siblings, path) : []
    }

    static func warnings(_ siblings: OpenMarker.Siblings, _ path: String) -> [ArchiveError] {
        OpenMarker.warning(siblings).map { [ArchiveError(.other, path, $0)] } ?? []
    }

    static func siblings(of path: String) -> OpenMarker.Siblings {
        let file = resolved(path)
        return OpenMarker.Siblings(
            logBytes: size(file + "-wal"),
            hasLock: FileManager.default.fileExists(atPath: file + ".lock"),
            isBeingWritten: WriterLock.isLocked(archive: path)
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

    /// Returns whether a path leads to a regular file that begins with the SQLite header.
    static func isDatabase(_ path: String) -> Bool {
        isRegularFile(path) && beginsAsDatabase(path)
    }

    /// Returns whether a path leads to a regular file. Opening other files, such as named pipes, could block forever.
    static func isRegularFile(_ path: String) -> Bool {
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

    /// Checks that a path leads to a readable regular file, without opening the file.
    ///
    /// - Returns: The file's size in bytes; `nil` if the file is missing and `mayBeMissing` is true.
    static func inspect(_ path: String, mayBeMissing: Bool) throws(ArchiveError) -> Int? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            if mayBeMissing { return nil }
            throw ArchiveError(.missing, path, "no such file")
        }
        if isFolder.boolValue { throw ArchiveError(.notAnArchive, path, "is a directory, not an archive") }
        guard isRegularFile(path) else { throw ArchiveError(.notAnArchive, path, "not a regular file") }
        guard access(path, R_OK) == 0 else { throw ArchiveError(.other, path, "can't open: permission denied") }
        return size(resolved(path)) ?? 0
    }

    /// Returns whether a file is an archive of any version.
    static func isArchive(_ path: String) -> Bool {
        guard isDatabase(path) else { return false }
        var configuration = configuration()
        configuration.readonly = true
        let identifier = try? DatabaseQueue(path: path, configuration: configuration).read { database in
            try Int32.fetchOne(database, sql: "PRAGMA application_id")
        }
        return identifier == ArchiveSchema.applicationID
    }

    /// Checks that the database is an archive of a supported version.
    ///
    /// - Returns: Whether the database has the tables of an archive. It has none if it is new or if the program was
    ///   killed before creating them.
    static func check(_ database: Database, path: String) throws -> Bool {
        let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        let tables = "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite%'"
        let isNew = try Int.fetchOne(database, sql: tables) == 0
        guard applicationID == ArchiveSchema.applicationID || isNew else {
            throw ArchiveError(.notAnArchive, path, "is a SQLite database, but not a launchtop archive")
        }
        guard try !ArchiveSchema.migrator.hasBeenSuperseded(database) else {
            let versions = try ArchiveSchema.migrator.appliedIdentifiers(database).sorted()
            throw ArchiveError(
                .newerVersion,
                path,
                "was written by a newer version of launchtop (archive version \(versions.last ?? "?"); this one reads up to "
                    + "\(ArchiveSchema.version)); update launchtop"
            )
        }
        return !isNew
    }

    /// Runs a closure and converts any error that it throws to an `ArchiveError`.
    ///
    /// - Parameter action: The attempted action as a verb phrase, such as `write`.
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
