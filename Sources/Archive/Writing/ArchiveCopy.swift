import Foundation
import GRDB

/// Writes an archive under another name first, and gives it its own when it is complete and on the disk.
enum ArchiveCopy {
    /// Writes an archive to a temporary file next to `target`, checks it, and gives it the name.
    ///
    /// - Parameters:
    ///   - replaces: whether a file that has the name is replaced; else one that appears meanwhile is left alone.
    ///   - beforePlacing: what is done once the copy is on the disk and before it has its name.
    ///   - fill: writes to the path it is given.
    /// - Returns: what the copy holds.
    /// - Throws: with nothing left behind.
    static func make(
        _ target: String,
        replaces: Bool = false,
        beforePlacing: () -> Void = {},
        fill: (String) throws(ArchiveError) -> Void
    ) throws(ArchiveError) -> ArchiveSummary {
        let folder = OpenedArchiveFiles.folder(of: target)
        let name = String(target.dropFirst(folder == "/" ? 1 : folder.count + 1))
        let partial = "\(folder)/.\(name).\(getpid()).partial"
        // Left by a process of the same number that was killed.
        remove(partial)
        defer { remove(partial) }
        let descriptor = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(target) }
        close(descriptor)
        try fill(partial)
        let summary = try check(partial, as: target)
        try synchronize(partial, as: target)
        beforePlacing()
        try place(partial, target, replaces: replaces)
        // The copy is complete in any case; a folder that can't be synchronized may lose its name with the power.
        try? synchronize(folder, as: target)
        return summary
    }

    /// Copies a database as it is at one instant, while others write to it.
    static func copy(_ source: Database, to partial: String, as target: String) throws(ArchiveError) {
        try ArchiveFile.attempt(target, "written") {
            let queue = try DatabaseQueue(path: partial)
            try queue.writeWithoutTransaction { copy in
                try source.backup(to: copy)
                try OpenMarker.clear(copy)
                // One file, which can also be read where nothing can be written next to it.
                try copy.execute(sql: "PRAGMA journal_mode = DELETE")
            }
            try queue.close()
        }
    }

    private static func check(_ partial: String, as target: String) throws(ArchiveError) -> ArchiveSummary {
        try ArchiveFile.attempt(target, "read after it was written") {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: partial, configuration: configuration)
            let summary = try queue.read { database in
                if let fault = try String.fetchOne(database, sql: "PRAGMA quick_check(1)"), fault != "ok" {
                    throw ArchiveError(.damaged, target, "cannot be written: the archive is damaged (\(fault))")
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

    private static func place(_ partial: String, _ target: String, replaces: Bool) throws(ArchiveError) {
        if replaces {
            guard rename(partial, target) == 0 else { throw failure(target) }
            return
        }
        // Fails where the name is taken, unlike a rename.
        if link(partial, target) == 0 {
            unlink(partial)
            return
        }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw failure(target) }
        // A file system without hard links.
        guard access(target, F_OK) != 0 else { throw ArchiveError(.exists, target, "already exists") }
        guard rename(partial, target) == 0 else { throw failure(target) }
    }

    private static func failure(_ target: String) -> ArchiveError {
        switch errno {
        case EEXIST: ArchiveError(.exists, target, "already exists")
        case ENOSPC, EDQUOT: ArchiveError(.full, target, "cannot be written: the disk is full")
        case let code: ArchiveError(.notWritable, target, "cannot be written: \(String(cString: strerror(code)))")
        }
    }

    private static func remove(_ partial: String) {
        for suffix in ["", "-journal", "-wal", "-shm", ".lock"] { unlink(partial + suffix) }
    }
}
