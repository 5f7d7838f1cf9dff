import Foundation
import GRDB

extension ArchiveFile {
    /// An archive that is open for reading.
    struct Opened {
        var database: any DatabaseReader
        /// Whether changes that a writer makes later are not seen.
        var isStill = false
        /// What is to be said of it, though it can be read.
        var warnings: [ArchiveError] = []
    }

    /// Opens an archive to read it. Nothing of it is changed, and it may lie on a disk that cannot be written.
    static func openForReading(_ path: String) throws(ArchiveError) -> Opened {
        guard let bytes = try inspect(path, mayBeMissing: false) else {
            throw ArchiveError(.missing, path, "does not exist")
        }
        // Before it is opened: readers too make a write-ahead log.
        let surroundings = surroundings(of: path)
        if bytes == 0, surroundings.logBytes == nil {
            let hint = surroundings.hasLock ? "" : "; if it is a copy of an archive, \(OpenMarker.advice)"
            throw ArchiveError(.notAnArchive, path, "is empty\(hint)")
        }
        var opened = try attempt(path, "opened") {
            try reading(path) {
                do {
                    return Opened(database: try reader(path, path: path))
                } catch let error as DatabaseError
                    where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
                    && !FileManager.default.fileExists(atPath: path + "-wal")
                {
                    // Readers too write a file beside the archive to agree with a writer. Where that cannot be and nobody
                    // is writing, the file is taken to stand still.
                    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
                    let database = try reader("file:\(escaped)?immutable=1", path: path)
                    return Opened(database: database, isStill: true)
                }
            }
        }
        let database = opened.database
        if try attempt(path, "opened", { try database.read(OpenMarker.isSet) }) {
            opened.warnings = warning(surroundings, path)
        }
        let names = linkCount(path)
        if names > 1 {
            opened.warnings.append(
                ArchiveError(.other, path, "has \(names) names (hard links); read it by the one it is written by")
            )
        }
        return opened
    }

    private static func reader(_ name: String, path: String) throws -> any DatabaseReader {
        var configuration = configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: name, configuration: configuration)
        try queue.read { database in
            guard try check(database, path: path) else {
                let isBeginning = WriterLock.isHeld(archive: path)
                let hint = isBeginning ? " yet" : "; it may be a copy made without its -wal file; \(OpenMarker.advice)"
                throw ArchiveError(.notAnArchive, path, "has no tables\(hint)")
            }
        }
        return queue
    }

    /// Looks into a file that SQLite refused, for a better sentence. Not before: closing any descriptor of a database drops
    /// the locks that SQLite has on it in this process.
    static func reading<Value>(_ path: String, _ open: () throws -> Value) throws -> Value {
        do {
            return try open()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            guard let beginning = beginning(of: path), !beginsAsDatabase(path) else { throw error }
            let text = String(decoding: beginning.prefix(12), as: UTF8.self)
            throw ArchiveError(.notAnArchive, path, "is not an archive: it begins with “\(text)”")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            let problem = ArchiveError(error, path: path, action: "opened").problem
            throw ArchiveError(.damaged, path, "\(problem); if it is a copy of an archive, \(OpenMarker.advice)")
        }
    }
}
