import Foundation
import GRDB

extension ArchiveWriter {
    /// Whether the archive is still where it was opened; before each batch.
    ///
    /// A lock file or write-ahead log that is gone is put right, and reported in ``problems``.
    ///
    /// - Throws: with the reason `displaced` where the file was moved, deleted or replaced, or `overwritten` where something
    ///   else was written into it: ``recover(at:writing:)`` writes it again. With another where that can't be told now.
    public mutating func checkFiles() throws(ArchiveError) {
        let place = trace.place(FileIdentity.lookUp)
        switch place {
        case .unchanged: break
        case .missing, .replaced: throw displacement(place)
        case .unmounted:
            throw ArchiveError(.missing, path, "cannot be written: its disk is no longer mounted")
        case .unreachable(let code):
            throw ArchiveError(.other, path, "cannot be written: \(String(cString: strerror(code)))")
        case .redirected:
            report([
                ArchiveError(
                    .other,
                    path,
                    "is a link that now leads elsewhere; recording goes on into \(trace.path), until the next start"
                )
            ])
        case .logLost:
            // Opened again, its log would be written over what somebody else put there.
            guard databaseLock.isDatabase, !databaseLock.isWrittenByOthers else { throw overwritten }
            try reopen()
        }
        try checkContents()
        if databaseLock.linkCount > 1 {
            report([ArchiveError(.other, path, DatabaseLock.hardLinkProblem(databaseLock.linkCount))])
        }
        if !lock.isInPlace { try renewLock() }
    }

    /// Whether the file still holds what was written, where somebody else has written into it: `cp` of a backup onto it keeps
    /// its inode. Another program may also have folded the write-ahead log into it, which is no harm.
    private func checkContents() throws(ArchiveError) {
        // Its write-ahead log may hide it from SQLite, which would write it back.
        guard databaseLock.isDatabase else { throw overwritten }
        guard databaseLock.isWrittenByOthers else { return }
        // Others have read pages before.
        pool.invalidateReadOnlyConnections()
        let isWhole: Bool
        do {
            isWhole = try pool.read { database in
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
            isWhole = false
        }
        guard isWhole else { throw overwritten }
        databaseLock.noteWritten()
    }

    private var overwritten: ArchiveError {
        ArchiveError(.overwritten, path, "was overwritten by another program while it was being written")
    }

    private func displacement(_ place: ArchiveLocation) -> ArchiveError {
        let what =
            switch (databaseLock.linkCount, databaseLock.currentPath) {
            case (0, _): "was deleted"
            case (_, let found?) where found != trace.path && !found.hasSuffix(" (deleted)"): "was moved to \(found)"
            default: "was moved"
            }
        let then = place == .replaced ? ", and another file was put in its place," : ""
        return ArchiveError(.displaced, path, "\(what)\(then) while it was being written")
    }

    /// Another process could begin to write where the lock file is gone: the lock of the database refuses it, this tells it by
    /// whom.
    private mutating func renewLock() throws(ArchiveError) {
        lock = try WriterLock(archive: path, who: who, patience: 0)
        report([
            ArchiveError(
                .other,
                path,
                "lost its lock file \(lock.file), which was deleted or replaced; it was made again"
            )
        ])
    }

    /// Folds what the open write-ahead log holds into the file, and opens the file again with a new one.
    private mutating func reopen() throws(ArchiveError) {
        let (path, pool) = (path, pool)
        try ArchiveFile.attempt(path, "written after its write-ahead log was deleted") {
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            // Connections of one process share the index of the log, so none may keep the old one.
            try pool.close()
        }
        self.pool = try ArchiveFile.openForWriting(trace.path, path: path, lock: databaseLock)
        databaseLock.noteWritten()
        reader.move(to: path, self.pool)
        trace = OpenedArchiveFiles(name: trace.name, path: trace.path, main: trace.main, lookUp: FileIdentity.lookUp)
        index = nil
        report([
            ArchiveError(
                .other,
                path,
                "lost its write-ahead log (-wal or -shm), which was deleted or replaced; all of it is in the archive"
            )
        ])
    }
}
