import Foundation
import GRDB

extension ArchiveReader {
    /// Copies the archive as it is now into one file, while another process may be writing to it.
    ///
    /// - Parameter replaces: whether an archive that is there is replaced.
    /// - Returns: what the copy holds.
    /// - Throws: where there is a file already, it can't be written, or the copy can't be read; nothing is left behind then.
    public func backup(to target: String, replaces: Bool = false) throws(ArchiveError) -> ArchiveSummary {
        let file = ArchiveFile.resolved(target)
        let source = ArchiveFile.resolved(path)
        let own = [source] + (OpenedArchiveFiles.logSuffixes + [".lock", ".feeds.json"]).map { source + $0 }
        if own.contains(file) || Self.isSame(file, source) {
            throw ArchiveError(.exists, target, "is the archive itself; name another file")
        }
        switch FileIdentity.lookUp(file) {
        case .failed(let code):
            throw ArchiveError(.notWritable, target, "cannot be written: \(String(cString: strerror(code)))")
        case .missing: break
        case .found: try checkTarget(target, replaces: replaces)
        }
        for suffix in OpenedArchiveFiles.logSuffixes where FileIdentity.lookUp(file + suffix) != .missing {
            let problem = "cannot be written: \(file + suffix) exists, which SQLite would take for part of the copy"
            throw ArchiveError(.exists, target, problem)
        }
        let database = database
        return try ArchiveCopy.make(file, replaces: replaces) { partial throws(ArchiveError) in
            try ArchiveFile.attempt(target, "written") {
                // Without a transaction of its own around it: the copy takes one.
                try database.unsafeRead { try ArchiveCopy.copy($0, to: partial, as: target) }
            }
        }
    }

    private func checkTarget(_ target: String, replaces: Bool) throws(ArchiveError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
            throw ArchiveError(.exists, target, "is a folder; name a file in it")
        }
        guard replaces else { throw ArchiveError(.exists, target, "already exists") }
        if WriterLock.isHeld(archive: target) {
            throw ArchiveError(.held, target, "is being written by another process")
        }
        guard ArchiveFile.isArchive(target) else {
            throw ArchiveError(.notAnArchive, target, "is not an archive, and is not replaced")
        }
    }

    private static func isSame(_ first: String, _ second: String) -> Bool {
        guard case .found(let identity) = FileIdentity.lookUp(first) else { return false }
        return FileIdentity.lookUp(second) == .found(identity)
    }
}
