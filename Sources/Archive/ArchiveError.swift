import GRDB

/// What went wrong with an archive, in a sentence that names the file.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a program can do about it.
    public enum Reason: Hashable, Sendable {
        case missing
        case notAnArchive
        case newerVersion
        /// Another process writes to it.
        case held
        case notWritable
        case full
        /// It was moved, deleted or replaced while it was open.
        case displaced
        /// Something else was written into it while it was open.
        case overwritten
        /// There is a file where one is to be written.
        case exists
        case damaged
        case other
    }

    public let reason: Reason
    public let path: String
    public let problem: String

    init(_ reason: Reason, _ path: String, _ problem: String) {
        self.reason = reason
        self.path = path
        self.problem = problem
    }

    /// What SQLite or the file system said while `action` was tried.
    init(_ error: any Error, path: String, action: String) {
        if let error = error as? ArchiveError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.other, path, "cannot be \(action): \(error)")
            return
        }
        let (reason, why) = Self.explain(error)
        self.init(reason, path, "cannot be \(action): \(why)")
    }

    private static func explain(_ error: DatabaseError) -> (Reason, String) {
        switch error.resultCode {
        case .SQLITE_FULL: (.full, "the disk is full")
        case .SQLITE_NOTADB: (.notAnArchive, "it is no SQLite database, or its first page is damaged")
        case .SQLITE_CORRUPT: (.damaged, "the file is damaged (\(error.message ?? "malformed"))")
        case .SQLITE_READONLY: (.notWritable, "the file cannot be written")
        case .SQLITE_CANTOPEN: (.notWritable, "the file, or the folder it is in, cannot be opened")
        case .SQLITE_BUSY, .SQLITE_LOCKED: (.held, "another process keeps it locked")
        case .SQLITE_IOERR: (.other, "the disk fails (\(error.extendedResultCode))")
        default: (.other, error.message ?? "\(error.extendedResultCode)")
        }
    }

    public var description: String { "\(path) \(problem)" }
}
