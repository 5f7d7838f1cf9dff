import Foundation
import GRDB
public import Market

/// An archive that was written again, because its file was moved, deleted or replaced.
public struct ArchiveRecovery: Hashable, Sendable {
    /// Where it is now.
    public let path: String
    /// What the new file held at once.
    public let summary: ArchiveSummary
}

extension ArchiveWriter {
    /// Writes a complete archive and goes on in it: at the old path where no file is there, else next to it.
    ///
    /// The copy is made from the open file, which stays readable after it was moved or deleted and holds what no ledger
    /// knows, such as events; the blocks keep their keys, so readers follow. The old file is left as it is. What waits in its
    /// write-ahead log would damage a file that has its name now, so the log goes once the copy is on the disk.
    ///
    /// - Parameters:
    ///   - now: for the name of a recovered archive.
    ///   - write: writes what is known from elsewhere, where the open file can't be read. Then keys are new, and readers
    ///     stay with the old file.
    /// - Returns: where it is, and what it held at once.
    public mutating func recover(
        at now: Timestamp,
        writing write: ((inout ArchiveWriter) throws(ArchiveError) -> Void)? = nil
    ) throws(ArchiveError) -> ArchiveRecovery {
        try ArchiveFile.makeFolder(of: trace.path)
        let isFree = trace.place(FileIdentity.lookUp) == .missing
        let names = (isFree ? [trace.path] : []) + RecoveredName.candidates(for: origin, on: now.day)
        for name in names where isUsable(name) {
            do throws(ArchiveError) {
                let (pool, trace) = (pool, trace)
                let fill = { (partial: String) throws(ArchiveError) in
                    try Self.fill(partial, as: name, from: pool, writing: write)
                }
                let summary = try ArchiveCopy.make(name, beforePlacing: { Self.removeLogs(of: trace) }, fill: fill)
                try goOn(in: name, readersFollow: write == nil)
                return ArchiveRecovery(path: path, summary: summary)
            } catch {
                // Another file has appeared there meanwhile.
                guard error.reason == .exists else { throw error }
            }
        }
        throw ArchiveError(.exists, path, "cannot be written again: all names for a recovered archive are taken")
    }

    private static func fill(
        _ partial: String,
        as name: String,
        from pool: DatabasePool,
        writing write: ((inout ArchiveWriter) throws(ArchiveError) -> Void)?
    ) throws(ArchiveError) {
        guard let write else {
            return try ArchiveFile.attempt(name, "written") {
                // The writer's connection: others would be opened by name.
                try pool.writeWithoutTransaction { try ArchiveCopy.copy($0, to: partial, as: name) }
            }
        }
        var writer = try ArchiveWriter(partial, who: "launchtop")
        try write(&writer)
        try writer.seal()
        try writer.close()
    }

    /// Whether an archive can be put there: neither a file nor another's write-ahead log is there, nor another writer.
    private func isUsable(_ name: String) -> Bool {
        guard FileIdentity.lookUp(name) == .missing, name == trace.path || !Self.isHeld(name) else { return false }
        return OpenedArchiveFiles.logSuffixes.allSatisfy { suffix in
            switch FileIdentity.lookUp(name + suffix) {
            case .missing: true
            case .found(let identity): trace.logs[name + suffix] == identity
            case .failed: false
            }
        }
    }

    /// Removes the write-ahead log and its index at the old path, if they are this writer's.
    private static func removeLogs(of trace: OpenedArchiveFiles) {
        for (log, identity) in trace.logs where FileIdentity.lookUp(log) == .found(identity) { unlink(log) }
    }

    private mutating func goOn(in file: String, readersFollow: Bool) throws(ArchiveError) {
        let path = file == trace.path ? path : file
        let lock = file == trace.path && lock.isInPlace ? lock : try WriterLock(archive: file, who: who, patience: 0)
        let databaseLock = try DatabaseLock(file, path: path)
        let pool = try ArchiveFile.openForWriting(file, path: path, lock: databaseLock)
        if lock !== self.lock { self.lock.endInOrder() }
        let old = (pool: self.pool, lock: self.databaseLock)
        if readersFollow {
            reader.move(to: path, pool)
        } else {
            reader = ArchiveReader(path: path, database: pool)
        }
        trace = OpenedArchiveFiles(
            name: path == self.path ? trace.name : file,
            path: file,
            main: databaseLock.identity,
            lookUp: FileIdentity.lookUp
        )
        (self.path, self.lock, self.pool, self.databaseLock) = (path, lock, pool, databaseLock)
        (index, triedAt) = (nil, 0)
        databaseLock.noteWritten()
        if readersFollow {
            // SQLite sees that the file has moved and writes nothing more to it.
            try? old.pool.close()
        } else {
            // Closed, it would fold its write-ahead log into whatever was written over the file: left open to the end.
            _ = Unmanaged.passRetained(old.pool)
        }
        old.lock.unlock()
    }
}
