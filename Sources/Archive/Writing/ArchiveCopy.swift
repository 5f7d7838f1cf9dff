import Foundation
import GRDB
import Market

/// Functions that write an archive to a temporary file, and rename it when it is complete and synchronized to disk.
enum ArchiveCopy {
    /// Writes an archive to a temporary file next to `target`, verifies it, and renames it to `target`.
    ///
    /// - Parameters:
    ///   - replaces: Whether to replace an existing file. If false, a file that appears in the meantime isn't replaced
    ///     either.
    ///   - beforeRename: A closure that is called when the copy is on disk, before it is renamed.
    ///   - fill: A closure that writes the archive to the path that is passed to it.
    /// - Returns: A summary of the copy.
    /// - Throws: An error if the archive can't be written, verified or renamed. The temporary file is then deleted.
    static func make(
        _ target: String,
        replaces: Bool = false,
        beforeRename: () -> Void = {},
        fill: (String) throws(ArchiveError) -> Void
    ) throws(ArchiveError) -> ArchiveSummary {
        let folder = OpenedArchiveFiles.folder(of: target)
        let name = String(target.dropFirst(folder == "/" ? 1 : folder.count + 1))
        let partial = "\(folder)/.\(name).\(getpid()).partial"
        // A file may be left over from a killed process with the same id.
        remove(partial)
        defer { remove(partial) }
        let descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(target) }
        close(descriptor)
        try fill(partial)
        let summary = try check(partial, as: target)
        try synchronize(partial, as: target)
        beforeRename()
        try rename(partial, to: target, replaces: replaces)
        // If the folder can't be synchronized, the copy is complete but may lose its name in a power failure.
        try? synchronize(folder, as: target)
        return summary
    }

    /// Copies the current state of a database to a single file, even while other connections write to it.
    ///
    /// - Parameters:
    ///   - partial: The path of the copy.
    ///   - target: The path to use in errors.
    static func copy(_ source: Database, to partial: String, as target: String) throws(ArchiveError) {
        try ArchiveFile.attempt(target, "write") {
            let queue = try DatabaseQueue(path: partial)
            try queue.writeWithoutTransaction { copy in
                try source.backup(to: copy)
                try OpenMarker.clear(copy)
                // A single file, which can also be read in a read-only folder.
                try copy.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            try queue.close()
        }
    }

    private static func check(_ partial: String, as target: String) throws(ArchiveError) -> ArchiveSummary {
        try ArchiveFile.attempt(target, "verify the copy") {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: partial, configuration: configuration)
            let summary = try queue.read { database in
                if let problem = try String.fetchOne(database, sql: "PRAGMA quick_check(1)"), problem != "ok" {
                    throw ArchiveError(.damaged, target, "can't copy: the archive is damaged (\(problem))")
                }
                return try ArchiveSummary(database)
            }
            try queue.close()
            return summary
        }
    }

    private static func synchronize(_ path: String, as target: String) throws(ArchiveError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(target) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(target) }
    }

    private static func rename(_ partial: String, to target: String, replaces: Bool) throws(ArchiveError) {
        if replaces {
            guard Foundation.rename(partial, target) == 0 else { throw failure(target) }
            return
        }
        // Unlike a rename, this fails if the name is taken.
        if link(partial, target) == 0 {
            unlink(partial)
            return
        }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw failure(target) }
        // The file system has no hard links.
        guard access(target, F_OK) != 0 else { throw ArchiveError(.exists, target, "already exists") }
        guard Foundation.rename(partial, target) == 0 else { throw failure(target) }
    }

    private static func failure(_ target: String) -> ArchiveError {
        switch errno {
        case EEXIST: ArchiveError(.exists, target, "already exists")
        case ENOSPC, EDQUOT: ArchiveError(.full, target, "can't write: disk full; free some space")
        case let code: ArchiveError(.notWritable, target, "can't write: \(SystemError(number: code).message)")
        }
    }

    private static func remove(_ partial: String) {
        for suffix in ["", "-journal", "-wal", "-shm", ".lock"] { unlink(partial + suffix) }
    }
}
