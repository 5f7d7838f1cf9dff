import Foundation
import GRDB
import Market

extension ArchiveReader {
    /// Copies the current state of the archive to a single file. Another process may be writing to the archive.
    ///
    /// - Parameter replaces: Whether to replace an archive that exists at `target`.
    /// - Returns: A summary of the copy.
    /// - Throws: An error if the target exists and may not be replaced, or if the copy can't be written or fails
    ///   verification. No partial file is left.
    public func backup(to target: String, replaces: Bool = false) throws(ArchiveError) -> ArchiveSummary {
        let file = ArchiveFile.resolved(target)
        let source = ArchiveFile.resolved(path)
        let own = [source] + (OpenedArchiveFiles.logSuffixes + [".lock", ".feeds.json"]).map { source + $0 }
        if own.contains(file) || Self.isSame(file, source) {
            throw ArchiveError(.exists, target, "is the archive itself; choose another file")
        }
        switch FileIdentity.lookUp(file) {
        case .failed(let code):
            throw ArchiveError(.notWritable, target, "can't write: \(SystemError(number: code).message)")
        case .missing: break
        case .found: try checkTarget(target, replaces: replaces)
        }
        for suffix in OpenedArchiveFiles.logSuffixes where FileIdentity.lookUp(file + suffix) != .missing {
            let problem =
                "can't write: \(file + suffix) exists and would become part of the copy; delete it or choose another file"
            throw ArchiveError(.exists, target, problem)
        }
        let database = database
        return try ArchiveCopy.make(file, replaces: replaces) { partial throws(ArchiveError) in
            try ArchiveFile.attempt(target, "write") {
                // Read without an outer transaction, since the copy starts its own.
                try database.unsafeRead { try ArchiveCopy.copy($0, to: partial, as: target) }
            }
        }
    }

    private func checkTarget(_ target: String, replaces: Bool) throws(ArchiveError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
            throw ArchiveError(.exists, target, "is a directory; choose a file in it")
        }
        guard replaces else { throw ArchiveError(.exists, target, "already exists") }
        if WriterLock.isLocked(archive: target) {
            throw ArchiveError(.locked, target, "locked by another process; choose another file")
        }
        guard ArchiveFile.isArchive(target) else {
            throw ArchiveError(.notAnArchive, target, "not an archive, so it isn't replaced; choose another file")
        }
    }

    private static func isSame(_ first: String, _ second: String) -> Bool {
        guard case .found(let identity) = FileIdentity.lookUp(first) else { return false }
        return FileIdentity.lookUp(second) == .found(identity)
    }
}
