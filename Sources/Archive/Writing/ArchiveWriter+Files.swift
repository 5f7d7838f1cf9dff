import Foundation
import GRDB
import Market

extension ArchiveWriter {
    /// Checks that the archive's files are still in place. The writer calls this before each change.
    ///
    /// A missing lock file or write-ahead log is recreated and reported in ``problems``.
    ///
    /// - Throws: An error with the reason `displaced` if the file was moved, deleted or replaced, or `overwritten` if
    ///   its contents were overwritten; ``recover(at:writing:)`` then writes a new file. Any other reason means that
    ///   the files couldn't be checked, for example because the disk isn't mounted.
    public mutating func checkFiles() throws(ArchiveError) {
        let location = openedFiles.location(FileIdentity.lookUp)
        switch location {
        case .unchanged: break
        case .missing, .replaced: throw displacement(location)
        case .unmounted:
            throw ArchiveError(.missing, path, "can't write: the disk isn't mounted")
        case .unreachable(let code):
            throw ArchiveError(.other, path, "can't write: \(SystemError(number: code).message)")
        case .redirected:
            report([
                ArchiveError(
                    .other,
                    path,
                    "the symbolic link now points elsewhere; still writing to \(openedFiles.path) until restart"
                )
            ])
        case .logLost:
            // Reopening would write the log over another program's data.
            guard databaseLock.isDatabase, !databaseLock.isWrittenByOthers else { throw overwritten }
            try reopen()
        }
        try checkContents()
        if databaseLock.linkCount > 1 {
            report([ArchiveError(.other, path, DatabaseLock.hardLinkProblem(databaseLock.linkCount))])
        }
        if !lock.isInPlace { try renewLock() }
    }

    /// Throws an error if another program has overwritten the contents of the file. Copying a backup over the file with
    /// `cp` keeps the inode, so the file's identity doesn't reveal the change. A program may also have checkpointed the
    /// write-ahead log, which is harmless.
    private func checkContents() throws(ArchiveError) {
        // The write-ahead log may hide this from SQLite, which would write its pages back.
        guard databaseLock.isDatabase else { throw overwritten }
        guard databaseLock.isWrittenByOthers else { return }
        // Readers may have cached old pages.
        pool.invalidateReadOnlyConnections()
        let isIntact: Bool
        do {
            isIntact = try pool.read { database in
                guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else { return false }
                guard let index else { return true }
                return try Int.fetchOne(database, sql: "SELECT count(*) FROM log") == index.records
                    && Int.fetchOne(database, sql: "SELECT count(*) FROM app") == index.appRows
            }
        } catch {
            let codes: [ResultCode] = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_IOERR]
            guard let error = error as? DatabaseError, codes.contains(error.resultCode) else {
                throw ArchiveError(error, path: path, action: "read after another program wrote to it")
            }
            isIntact = false
        }
        guard isIntact else { throw overwritten }
        databaseLock.noteWritten()
    }

    private var overwritten: ArchiveError {
        ArchiveError(.overwritten, path, "was overwritten by another program while it was open")
    }

    private func displacement(_ location: ArchiveLocation) -> ArchiveError {
        let event =
            switch (databaseLock.linkCount, databaseLock.currentPath) {
            case (0, _): "was deleted"
            case (_, let found?) where found != openedFiles.path && !found.hasSuffix(" (deleted)"):
                "was moved to \(found)"
            default: "was moved"
            }
        let replaced = location == .replaced ? " and replaced by another file" : ""
        return ArchiveError(.displaced, path, "\(event)\(replaced) while it was open")
    }

    /// Recreates the lock file, which names the owner. The lock on the database still rejects other writers.
    private mutating func renewLock() throws(ArchiveError) {
        lock = try WriterLock(archive: path, owner: owner, timeout: 0)
        report([
            ArchiveError(
                .other,
                path,
                "the lock file \(lock.file) was deleted or replaced; recreated it"
            )
        ])
    }

    /// Checkpoints the open write-ahead log into the file, and reopens the file with a new log.
    private mutating func reopen() throws(ArchiveError) {
        let (path, pool) = (path, pool)
        try ArchiveFile.attempt(path, "restore the deleted write-ahead log") {
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            // Connections of a process share the index of the log, so all must be closed.
            try pool.close()
        }
        self.pool = try ArchiveFile.openForWriting(openedFiles.path, path: path, lock: databaseLock)
        databaseLock.noteWritten()
        reader.move(to: path, self.pool)
        openedFiles = OpenedArchiveFiles(
            name: openedFiles.name,
            path: openedFiles.path,
            main: openedFiles.main,
            lookUp: FileIdentity.lookUp
        )
        index = nil
        report([
            ArchiveError(
                .other,
                path,
                "the write-ahead log (-wal or -shm) was deleted or replaced; recreated it, no data was lost"
            )
        ])
    }
}
