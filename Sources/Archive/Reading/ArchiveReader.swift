import GRDB
public import Market
import Synchronization
public import TimeSeries

/// Reads an archive, while another process or this one writes to it.
public final class ArchiveReader: Sendable {
    /// Where an archive is open.
    private struct Place {
        var path: String
        var database: any DatabaseReader
    }

    /// A reader of the writer's own follows it to another file.
    private let place: Mutex<Place>
    /// Whether it is read as a file that stands still, because nothing can be written beside it to agree with a writer: one
    /// that begins to write is not seen.
    public let isStill: Bool
    /// What is to be said of the file, though it can be read: that it is a copy without its newest part.
    public let warnings: [ArchiveError]

    init(path: String, database: any DatabaseReader, isStill: Bool = false, warnings: [ArchiveError] = []) {
        place = Mutex(Place(path: path, database: database))
        (self.isStill, self.warnings) = (isStill, warnings)
    }

    /// Opens an archive to read it; nothing of it is changed.
    public convenience init(_ path: String) throws(ArchiveError) {
        let opened = try ArchiveFile.openForReading(path)
        self.init(path: path, database: opened.database, isStill: opened.isStill, warnings: opened.warnings)
    }

    public var path: String { place.withLock { $0.path } }

    var database: any DatabaseReader { place.withLock { $0.database } }

    /// Reads from another file from now on, which holds the same blocks under the same keys.
    func move(to path: String, _ database: any DatabaseReader) {
        place.withLock { $0 = Place(path: path, database: database) }
    }

    /// Whether a file begins as an archive does; a look at sixteen bytes.
    public static func isArchive(_ path: String) -> Bool { ArchiveFile.isDatabase(path) }

    /// A number that changes when another connection has written something.
    public func version() throws(ArchiveError) -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    /// Reads what is not rankings: apps and their names, counts, events, who told of what.
    public func catalog() throws(ArchiveError) -> ArchiveCatalog {
        var catalog = try read { try ArchiveCatalog($0, path: path) }
        catalog.problems = warnings + catalog.problems
        return catalog
    }

    /// Every chart that was ever kept, in the order in which they came.
    public func charts() throws(ArchiveError) -> [Chart] {
        try read { try Row.fetchAll($0, sql: ChartRow.query).compactMap { try ChartRow.chart($0) } }
    }

    /// Which part of the time is read.
    public enum Part: Hashable, Sendable {
        case all
        /// Blocks that tell of this instant or later, and the log.
        case since(Timestamp)
        /// The other blocks.
        case before(Timestamp)
        /// Blocks that were stored after the one of this key, and the log.
        case after(key: Int64)
    }

    /// The rankings of charts, with the catalog's numbers for ids, and what of them is damaged.
    public struct Rankings: Sendable {
        public var series: [(chart: Chart, series: RankingSeries)] = []
        public var problems: [ArchiveError] = []
    }

    /// Reads rankings.
    ///
    /// - Parameter wanted: the charts to read; all where it is `nil`.
    /// - Complexity: O(points of that time).
    public func rankings(_ part: Part = .all, of wanted: Set<Chart>? = nil) throws(ArchiveError) -> Rankings {
        try read { database in
            var reading = try RankingsReader(path: path, part: part, of: wanted, database)
            try reading.readBlocks(database)
            if case .before = part {} else { try reading.readLog(database) }
            return reading.rankings
        }
    }

    /// The key of the block that was stored last; 0 where there is none.
    public func lastKey() throws(ArchiveError) -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT max(key) FROM block") ?? 0 }
    }

    /// The same archive on a connection of its own, so that one need not wait for the other.
    public func another() throws(ArchiveError) -> ArchiveReader {
        database is DatabasePool ? self : try ArchiveReader(path)
    }

    /// The newest instant of which any source told; `nil` where there is none.
    public func lastSighting() throws(ArchiveError) -> Timestamp? {
        try read { try Int64.fetchOne($0, sql: "SELECT max(last) FROM source") }.map { Timestamp(seconds: $0) }
    }

    /// From when on the blocks come to about so many bytes, the newest first; `nil` where all of them come to less.
    ///
    /// A block takes about five times as much in memory, and a second reads some 35 million points, 9 MB of blocks.
    public func horizon(bytes: Int) throws(ArchiveError) -> Timestamp? {
        try read { database in
            var sum = 0
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT last, length(data) AS bytes FROM block ORDER BY last DESC"
            )
            while let row = try rows.next() {
                sum += try row.value("bytes", as: Int.self)
                if sum > bytes { return Timestamp(seconds: try row.value("last")) }
            }
            return nil
        }
    }

    /// One look at the file, during which nothing changes.
    func read<Value>(_ work: (Database) throws -> Value) throws(ArchiveError) -> Value {
        let (path, database) = place.withLock { ($0.path, $0.database) }
        return try ArchiveFile.attempt(path, "read") {
            var value: Value?
            do {
                try database.read { value = try work($0) }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // A look that met a damaged page and went on ends with an error all the same.
                guard value != nil else { throw error }
            }
            guard let value else { throw ArchiveError(.other, path, "cannot be read") }
            return value
        }
    }
}
