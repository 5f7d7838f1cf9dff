import Foundation
import GRDB

extension ArchiveFile {
    /// An archive opened for reading.
    struct Opened {
        var database: any DatabaseReader
        /// Whether the file was opened as immutable. Changes that a writer makes later aren't visible.
        var isImmutable = false
        /// Problems that don't prevent reading.
        var warnings: [ArchiveError] = []
    }

    /// Opens an archive for reading, without changing it. The file system may be read-only.
    static func openForReading(_ path: String) throws(ArchiveError) -> Opened {
        guard let bytes = try inspect(path, mayBeMissing: false) else {
            throw ArchiveError(.missing, path, "no such file")
        }
        // Look for these files before opening the file, since readers also create a write-ahead log.
        let siblings = siblings(of: path)
        if bytes == 0, siblings.logBytes == nil {
            let hint = siblings.hasLock ? "" : "; if it is a copy of an archive, \(OpenMarker.advice)"
            throw ArchiveError(.notAnArchive, path, "the file is empty\(hint)")
        }
        var opened = try attempt(path, "open") {
            try reading(path) {
                do {
                    return Opened(database: try reader(path, path: path))
                } catch let error as DatabaseError
                    where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
                    && !FileManager.default.fileExists(atPath: path + "-wal")
                {
                    // Readers also write a file next to the archive, to coordinate with a writer. If that isn't
                    // possible and nothing is writing, open the file as immutable.
                    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
                    let database = try reader("file:\(escaped)?immutable=1", path: path)
                    return Opened(database: database, isImmutable: true)
                }
            }
        }
        let database = opened.database
        if try attempt(path, "open", { try database.read(OpenMarker.isSet) }) {
            opened.warnings = warnings(siblings, path)
        }
        let links = linkCount(path)
        if links > 1 {
            opened.warnings.append(
                ArchiveError(
                    .other,
                    path,
                    "has \(links) hard links; open it by the path that the writer uses"
                )
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
                let isBeingCreated = WriterLock.isLocked(archive: path)
                let hint =
                    isBeingCreated ? " yet" : "; it may be a copy made without its -wal file; \(OpenMarker.advice)"
                throw ArchiveError(.notAnArchive, path, "has no tables\(hint)")
            }
        }
        return queue
    }

    /// Runs a closure that opens a database, and throws a more detailed error if SQLite rejects the file.
    ///
    /// The error quotes the beginning of the file. The beginning is read only after a failure, because closing any
    /// descriptor of a database file drops the locks that SQLite holds on it in this process.
    static func reading<Value>(_ path: String, _ open: () throws -> Value) throws -> Value {
        do {
            return try open()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            guard let beginning = beginning(of: path), !beginsAsDatabase(path) else { throw error }
            let text = String(decoding: beginning.prefix(12), as: UTF8.self)
            throw ArchiveError(.notAnArchive, path, "not an archive: the file starts with \(ArchiveFile.quoted(text))")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            let problem = ArchiveError(error, path: path, action: "open").problem
            throw ArchiveError(.damaged, path, "\(problem); if it is a copy of an archive, \(OpenMarker.advice)")
        }
    }

    /// Returns text in double quotes, with each control character replaced by a question mark.
    static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) }
        return "\"\(String(shown))\""
    }
}
