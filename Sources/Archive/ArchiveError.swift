import GRDB

/// An error that occurs while an archive is read or written.
///
/// The description names the file, what failed and why: `history.sqlite: can't write: disk full; free some space`.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The category of an error, which callers use to decide how to recover.
    public enum Reason: Hashable, Sendable {
        case missing
        case notAnArchive
        case newerVersion
        /// Another process is writing to the archive.
        case locked
        case notWritable
        case full
        /// The file was moved, deleted or replaced while it was open.
        case displaced
        /// The file was overwritten while it was open.
        case overwritten
        /// A file with the target name already exists.
        case exists
        case damaged
        case other
    }

    public let reason: Reason
    public let path: String
    /// The failed action and the reason, without the path.
    public let problem: String

    public init(_ reason: Reason, _ path: String, _ problem: String) {
        self.reason = reason
        self.path = path
        self.problem = problem
    }

    /// Creates an archive error from an error thrown by SQLite or the file system. An `ArchiveError` is used unchanged.
    ///
    /// - Parameter action: The attempted action as a verb phrase, such as `write` for "can't write".
    init(_ error: any Error, path: String, action: String) {
        if let error = error as? ArchiveError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.other, path, "can't \(action): \(error)")
            return
        }
        let (reason, why) = Self.explain(error)
        self.init(reason, path, "can't \(action): \(why)")
    }

    private static func explain(_ error: DatabaseError) -> (Reason, String) {
        switch error.resultCode {
        case .SQLITE_FULL: (.full, "disk full; free some space")
        case .SQLITE_NOTADB: (.notAnArchive, "not a SQLite database, or its first page is damaged")
        case .SQLITE_CORRUPT:
            (.damaged, "the file is damaged (\(error.message ?? "malformed")); restore a backup if you have one")
        case .SQLITE_READONLY: (.notWritable, "permission denied or read-only file system")
        case .SQLITE_CANTOPEN: (.notWritable, "the file or its folder can't be opened; check the permissions")
        case .SQLITE_BUSY, .SQLITE_LOCKED: (.locked, "locked by another process")
        case .SQLITE_IOERR: (.other, "disk I/O error (SQLite code \(error.extendedResultCode.rawValue))")
        default: (.other, error.message ?? "\(error.extendedResultCode)")
        }
    }

    /// Returns the error with advice at the end of its description.
    public func advising(_ advice: String) -> ArchiveError { ArchiveError(reason, path, "\(problem); \(advice)") }

    public var description: String { "\(path): \(problem)" }
}
