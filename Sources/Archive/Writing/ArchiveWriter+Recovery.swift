import Foundation
import GRDB
public import Market

/// The result of rewriting an archive after its file was moved, deleted, replaced or overwritten.
public struct ArchiveRecovery: Hashable, Sendable {
    /// The path of the new file.
    public let path: String
    /// A summary of the new file.
    public let summary: ArchiveSummary
}

extension ArchiveWriter {
    /// Writes a new, complete archive and continues writing to it. The new file is at the old path if no file is there,
    /// otherwise next to it.
    ///
    /// The copy is made from the open file, which stays readable after being moved or deleted and contains data that
    /// isn't in the ledger, such as sources. Blocks keep their keys, so readers switch to the new file. The old file
    /// isn't changed. Its write-ahead log would damage another file with the same name, so the log is deleted once the
    /// copy is on disk.
    ///
    /// - Parameters:
    ///   - now: The current time. Its date is used in the name of a recovered archive.
    ///   - write: A closure that writes the data from elsewhere, such as the ledger; required if the open file can't be
    ///     read. Blocks then get new keys, and existing readers keep the old file.
    /// - Returns: The path and a summary of the new file.
    public mutating func recover(
        at now: Timestamp,
        writing write: ((inout ArchiveWriter) throws(ArchiveError) -> Void)? = nil
    ) throws(ArchiveError) -> ArchiveRecovery {
        try ArchiveFile.makeFolder(of: openedFiles.path)
        let isFree = openedFiles.location(FileIdentity.lookUp) == .missing
        let names = (isFree ? [openedFiles.path] : []) + RecoveredName.candidates(for: origin, on: now.day)
        for name in names where isUsable(name) {
            do throws(ArchiveError) {
                let (pool, openedFiles) = (pool, openedFiles)
                let fill = { (partial: String) throws(ArchiveError) in
                    try Self.fill(partial, as: name, from: pool, writing: write)
                }
                let summary = try ArchiveCopy.make(name, beforeRename: { Self.removeLogs(of: openedFiles) }, fill: fill)
                try switchTo(name, readersFollow: write == nil)
                return ArchiveRecovery(path: path, summary: summary)
            } catch {
                // Another file has appeared there in the meantime.
                guard error.reason == .exists else { throw error }
            }
        }
        throw ArchiveError(
            .exists,
            path,
            "can't write a recovered archive: all possible file names are in use; move or delete old recovered archives"
        )
    }

    private static func fill(
        _ partial: String,
        as name: String,
        from pool: DatabasePool,
        writing write: ((inout ArchiveWriter) throws(ArchiveError) -> Void)?
    ) throws(ArchiveError) {
        guard let write else {
            return try ArchiveFile.attempt(name, "write") {
                // Uses the writer's connection, since a new one would be opened by path.
                try pool.writeWithoutTransaction { try ArchiveCopy.copy($0, to: partial, as: name) }
            }
        }
        var writer = try ArchiveWriter(partial, owner: "launchtop")
        try write(&writer)
        try writer.seal()
        try writer.close()
    }

    /// Returns whether an archive can be written at a path: there is no file, no write-ahead log of another archive,
    /// and no other writer.
    private func isUsable(_ name: String) -> Bool {
        guard FileIdentity.lookUp(name) == .missing, name == openedFiles.path || !Self.isLocked(name) else {
            return false
        }
        return OpenedArchiveFiles.logSuffixes.allSatisfy { suffix in
            switch FileIdentity.lookUp(name + suffix) {
            case .missing: true
            case .found(let identity): openedFiles.logs[name + suffix] == identity
            case .failed: false
            }
        }
    }

    /// Deletes the write-ahead log and its index at the old path if they are the files that this writer opened.
    private static func removeLogs(of openedFiles: OpenedArchiveFiles) {
        for (log, identity) in openedFiles.logs where FileIdentity.lookUp(log) == .found(identity) { unlink(log) }
    }

    private mutating func switchTo(_ file: String, readersFollow: Bool) throws(ArchiveError) {
        let path = file == openedFiles.path ? path : file
        let lock =
            file == openedFiles.path && lock.isInPlace ? lock : try WriterLock(archive: file, owner: owner, timeout: 0)
        let databaseLock = try DatabaseLock(file, path: path)
        let pool = try ArchiveFile.openForWriting(file, path: path, lock: databaseLock)
        if lock !== self.lock { self.lock.markClosedCleanly() }
        let old = (pool: self.pool, lock: self.databaseLock)
        if readersFollow {
            reader.move(to: path, pool)
        } else {
            reader = ArchiveReader(path: path, database: pool)
        }
        openedFiles = OpenedArchiveFiles(
            name: path == self.path ? openedFiles.name : file,
            path: file,
            main: databaseLock.identity,
            lookUp: FileIdentity.lookUp
        )
        (self.path, self.lock, self.pool, self.databaseLock) = (path, lock, pool, databaseLock)
        index = nil
        databaseLock.noteWritten()
        if readersFollow {
            // SQLite detects that the file has moved and doesn't write to it.
            try? old.pool.close()
        } else {
            // Closing would checkpoint the write-ahead log into the overwritten file, so the pool stays open until
            // exit.
            _ = Unmanaged.passRetained(old.pool)
        }
        old.lock.unlock()
    }
}
