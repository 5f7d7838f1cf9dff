import GRDB
public import Market
import Synchronization
public import TimeSeries

/// A type that reads an archive, even while this or another process writes to it.
public final class ArchiveReader: Sendable {
    /// The path and database of an open archive.
    private struct Location {
        var path: String
        var database: any DatabaseReader
    }

    /// The current location, which changes when the writer moves its own reader to another file.
    private let location: Mutex<Location>
    /// Whether the file was opened as immutable, because its folder isn't writable. Changes that a writer makes later
    /// aren't visible.
    public let isImmutable: Bool
    /// Problems that don't prevent reading, such as a copy that lacks the newest snapshots.
    public let warnings: [ArchiveError]

    init(path: String, database: any DatabaseReader, isImmutable: Bool = false, warnings: [ArchiveError] = []) {
        location = Mutex(Location(path: path, database: database))
        (self.isImmutable, self.warnings) = (isImmutable, warnings)
    }

    /// Opens an archive for reading, without changing it.
    public convenience init(_ path: String) throws(ArchiveError) {
        let opened = try ArchiveFile.openForReading(path)
        self.init(path: path, database: opened.database, isImmutable: opened.isImmutable, warnings: opened.warnings)
    }

    public var path: String { location.withLock { $0.path } }

    var database: any DatabaseReader { location.withLock { $0.database } }

    /// Switches the reader to another file that has the same blocks under the same keys.
    func move(to path: String, _ database: any DatabaseReader) {
        location.withLock { $0 = Location(path: path, database: database) }
    }

    /// Returns whether a file begins with the SQLite header, as archives do. Reads only its first 16 bytes.
    public static func isArchive(_ path: String) -> Bool { ArchiveFile.isDatabase(path) }

    /// Returns a number that changes when another connection changes the archive.
    public func version() throws(ArchiveError) -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    /// Reads everything except rankings: apps, names, counts and sources.
    ///
    /// - Parameter hasCounts: Whether to read counts. Otherwise, only the apps with counts are read, so that
    ///   ``ArchiveCountStore`` can read their counts.
    public func catalog(hasCounts: Bool = true) throws(ArchiveError) -> ArchiveCatalog {
        var catalog = try read { try ArchiveCatalog(hasCounts: hasCounts, $0, path: path) }
        catalog.problems = warnings + catalog.problems
        return catalog
    }

    /// Returns all charts in the order in which they were added.
    public func charts() throws(ArchiveError) -> [Chart] {
        try read { try Row.fetchAll($0, sql: ChartRow.query).compactMap { try ChartRow.chart($0) } }
    }

    /// The part of the rankings to read.
    public enum Part: Hashable, Sendable {
        case all
        /// Blocks with data at or after this time, and the log.
        case since(Timestamp)
        /// Blocks whose data ends before this time, without the log.
        case before(Timestamp)
        /// Blocks with keys higher than this one, and the log.
        case after(key: Int64)
        /// The blocks with data in the last seconds of each chart, and the log. If the log contains a snapshot from
        /// before these blocks, all blocks of the chart.
        case newest(seconds: Int64)
        /// Blocks with other keys than these, without the log.
        case except(keys: Set<Int64>)

        fileprivate var hasLog: Bool {
            switch self {
            case .before, .except: false
            default: true
            }
        }
    }

    /// Rankings by chart, with the catalog's app numbers as ids, and errors for damaged parts.
    public struct Rankings: Sendable {
        public var series: [(chart: Chart, series: RankingSeries)] = []
        /// The charts that have older blocks, which ``Part/newest(seconds:)`` leaves out.
        public var incomplete: Set<Chart> = []
        public var problems: [ArchiveError] = []
    }

    /// Reads the rankings of charts, skipping damaged parts.
    ///
    /// - Parameters:
    ///   - part: The part of the rankings to read.
    ///   - charts: The charts to read; `nil` for all charts.
    /// - Complexity: O(points read).
    public func rankings(_ part: Part = .all, of charts: Set<Chart>? = nil) throws(ArchiveError) -> Rankings {
        try read { database in
            var reading = try RankingsReader(path: path, part: part, of: charts, database)
            if case .newest(let seconds) = part {
                try reading.readNewest(seconds: seconds, database)
            } else {
                try reading.readBlocks(database)
                if part.hasLog { try reading.readLog(database) }
            }
            return reading.rankings
        }
    }

    /// Returns the key of the block stored last; 0 if there is none.
    public func lastKey() throws(ArchiveError) -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT max(key) FROM block") ?? 0 }
    }

    /// Returns a reader of the same archive that doesn't block this one: this reader if it has a connection pool,
    /// otherwise a new reader.
    public func newConnection() throws(ArchiveError) -> ArchiveReader {
        database is DatabasePool ? self : try ArchiveReader(path)
    }

    /// Returns the time of the newest data from any source; `nil` if there is no data.
    public func lastSeen() throws(ArchiveError) -> Timestamp? {
        try read { try Int64.fetchOne($0, sql: "SELECT max(last) FROM source") }.map { Timestamp(seconds: $0) }
    }

    /// Returns the time at which ratings in some storefronts were last read; `nil` if they never were.
    ///
    /// - Complexity: O(listings).
    public func lastListing(in storefronts: [Storefront]) throws(ArchiveError) -> Timestamp? {
        try last("seen", in: "listing", storefronts)
    }

    /// Returns the time at which a review in some storefronts was last received; `nil` if none was.
    ///
    /// - Complexity: O(reviews).
    public func lastReview(in storefronts: [Storefront]) throws(ArchiveError) -> Timestamp? {
        try last("received", in: "review", storefronts)
    }

    private func last(
        _ column: String,
        in table: String,
        _ storefronts: [Storefront]
    ) throws(ArchiveError) -> Timestamp? {
        let codes = storefronts.map { "'\($0.code)'" }.joined(separator: ", ")
        return try read { database in
            // Archives of earlier versions lack the tables.
            guard try database.tableExists(table) else { return nil }
            let sql = "SELECT max(\(column)) FROM \(table) WHERE storefront IN (\(codes))"
            return try Int64.fetchOne(database, sql: sql).map { Timestamp(seconds: $0) }
        }
    }

    /// Returns the text that a source stored last about what it has read; `nil` if there is none.
    public func state(ofSource label: String) throws(ArchiveError) -> String? {
        try read { try SourceStateRow.state(of: label, $0) }
    }

    /// Runs a closure in a read transaction and returns its result.
    func read<Value>(_ work: (Database) throws -> Value) throws(ArchiveError) -> Value {
        let (path, database) = location.withLock { ($0.path, $0.database) }
        return try ArchiveFile.attempt(path, "read") {
            var value: Value?
            do {
                try database.read { value = try work($0) }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // If `work` recovered from a damaged page, the transaction still ends with an error.
                guard value != nil else { throw error }
            }
            guard let value else {
                throw ArchiveError(
                    .other,
                    path,
                    "can't read the archive: the query returned no result; run \"launchtop doctor\""
                )
            }
            return value
        }
    }
}
