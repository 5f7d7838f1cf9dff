import Foundation
import GRDB
import Market
import TimeSeries

/// A type that writes to an archive. An archive can have only one writer at a time.
///
/// A batch is appended to the log in one transaction, with one small record per snapshot. From time to time a
/// chart is sealed: its records are moved into blocks of up to 168 ticks. A batch therefore costs one write to the end of the
/// file, and history takes about a quarter of a byte per point (one app's rank in one snapshot).
///
/// When a call returns, the data that it wrote survives a crash of the program or a power failure.
public struct ArchiveWriter: ~Copyable, Sendable {
    /// The path passed to the initializer, or the new path if the archive had to be rewritten elsewhere.
    public internal(set) var path: String
    let owner: String
    /// The original path with symbolic links resolved, from which names of recovered archives are derived.
    let origin: String
    var pool: DatabasePool
    var lock: WriterLock
    var databaseLock: DatabaseLock
    /// The identities of the files when they were opened.
    var openedFiles: OpenedArchiveFiles
    /// A reader of the same archive, which switches to the new file if the archive had to be rewritten.
    public internal(set) var reader: ArchiveReader
    var index: ArchiveIndex?
    /// Problems that didn't stop writing: damaged data found while sealing, which is left in place, and files next to
    /// the archive that were deleted or replaced.
    public private(set) var problems: [ArchiveError]
    /// Whether this writer has stored counts, listings or reviews, or sealed snapshots, that weren't in the archive before.
    public internal(set) var hasNewData = false

    static let problemLimit = 100

    /// Opens an archive, and creates it if it doesn't exist.
    ///
    /// - Parameters:
    ///   - owner: The command that this process runs, which other writers show in their errors.
    ///   - timeout: The number of seconds to wait for another writer to exit.
    /// - Throws: An error if another process is writing to the file, or if the file isn't an archive, has more than one
    ///   hard link, or can't be written.
    public init(_ path: String, owner: String, timeout: Double = 0) throws(ArchiveError) {
        // Before locking, so that no lock file is left next to a file that isn't an archive.
        let warnings = try ArchiveFile.inspectForWriting(path)
        try ArchiveFile.makeFolder(of: path)
        let lock = try WriterLock(archive: path, owner: owner, timeout: timeout)
        let (databaseLock, pool) = try Self.open(path, with: lock)
        (self.path, self.owner, self.lock, self.pool, problems) = (path, owner, lock, pool, warnings)
        self.databaseLock = databaseLock
        origin = ArchiveFile.resolved(path)
        openedFiles = OpenedArchiveFiles(
            name: URL(fileURLWithPath: path).standardizedFileURL.path,
            path: origin,
            main: databaseLock.identity,
            lookUp: FileIdentity.lookUp
        )
        reader = ArchiveReader(path: path, database: pool)
        databaseLock.noteWritten()
    }

    private static func open(_ path: String, with lock: WriterLock) throws(ArchiveError) -> (DatabaseLock, DatabasePool)
    {
        let file = ArchiveFile.resolved(path)
        do throws(ArchiveError) {
            let databaseLock = try DatabaseLock(file, path: path)
            return (databaseLock, try ArchiveFile.openForWriting(file, path: path, lock: databaseLock))
        } catch {
            if lock.abandonedBy == nil { lock.markClosedCleanly() }
            throw error
        }
    }

    /// Returns whether a process is writing to an archive.
    public static func isLocked(_ path: String) -> Bool { WriterLock.isLocked(archive: path) }

    /// A description of the last writer if it didn't close the archive cleanly, because it crashed or was killed or the
    /// power failed; otherwise `nil`. All data that it committed is intact.
    public var abandonedBy: String? { lock.abandonedBy }

    /// Stores a batch in one transaction. If this throws an error, nothing is stored.
    ///
    /// - Complexity: O(entries), plus an occasional rewrite of the last blocks of a few charts.
    public mutating func append(_ batch: ArchiveBatch) throws(ArchiveError) {
        let snapshots = batch.snapshots.filter { RankingFrame.times.contains($0.observedAt.seconds) }
        guard !snapshots.isEmpty || batch.hasOtherData else { return }
        var hasNewCounts = false
        try change("write") { index, database throws in
            hasNewCounts = try Self.append(batch.counts, to: &index, database)
            for reading in batch.listings {
                let app = try index.number(of: reading.app, in: .appStore, database)
                hasNewCounts = try ListingRow.store(reading, app: app, database) || hasNewCounts
            }
            hasNewCounts =
                try ReviewRow.store(batch.reviews, database) { try index.number(of: $0, in: .appStore, database) }
                || hasNewCounts
            if let state = batch.state { try SourceStateRow.store(state, of: batch.source, database) }
            guard !snapshots.isEmpty else { return }
            let times = snapshots.map(\.observedAt.seconds)
            let source = try index.number(
                ofSource: batch.source,
                first: times.min() ?? 0,
                last: times.max() ?? 0,
                database
            )
            for snapshot in snapshots { try Self.append(snapshot, from: source, to: &index, database) }
            try index.storeLastSeen(until: times.max() ?? 0, database)
        }
        hasNewData = hasNewData || hasNewCounts
        // The batch is already stored, so an error while sealing doesn't concern it.
        do throws(ArchiveError) {
            try sealDueCharts(after: snapshots.count)
        } catch {
            report([error])
        }
    }

    var hasUnstoredLastSeen: Bool { index?.hasAlternatingNames == true }

    mutating func report(_ found: [ArchiveError]) {
        for problem in found where problems.count < Self.problemLimit && !problems.contains(problem) {
            problems.append(problem)
        }
    }

    private static func append(
        _ snapshot: ChartSnapshot,
        from source: Int64,
        to index: inout ArchiveIndex,
        _ database: Database
    ) throws {
        try index.note(snapshot.chart, database)
        var entries: [RankingSeries.Entry] = []
        entries.reserveCapacity(snapshot.entries.count)
        for entry in snapshot.entries {
            let app = try index.number(of: entry.app, in: snapshot.chart.store, database)
            try index.note(entry, app: app, in: snapshot, database)
            entries.append(.init(rank: UInt16(entry.rank.value), id: app))
        }
        entries.sort { $0.rank < $1.rank }
        let time = snapshot.observedAt.seconds
        let frame = RankingFrame(
            seenTimes: [time],
            isPartial: snapshot.coverage == .partial,
            entries: entries
        )
        guard let record = index.charts[snapshot.chart]?.record(frame),
            let chart = index.charts[snapshot.chart]?.number
        else { preconditionFailure("a chart that was just added is missing") }
        index.lastRecord += 1
        index.logged[chart, default: []].append(index.lastRecord)
        try database.cachedStatement(sql: "INSERT INTO log VALUES (?, ?, ?)")
            .execute(arguments: [index.lastRecord, chart, record.blob])
        try database.cachedStatement(
            sql: """
                INSERT INTO chart_source VALUES (?1, ?2, ?3, ?3)
                ON CONFLICT DO UPDATE SET first = min(first, ?3), last = max(last, ?3)
                """
        ).execute(arguments: [chart, source, time])
        if index.isReplicated { try UnsentTables.note(time, of: chart, database) }
    }

    /// Runs a write transaction. If the transaction fails, the index is discarded, and the next transaction reloads it
    /// from the file.
    mutating func change(
        _ action: String,
        _ work: (inout ArchiveIndex, Database) throws -> Void
    ) throws(ArchiveError) {
        try checkFiles()
        var taken = index
        index = nil
        try ArchiveFile.attempt(path, action) {
            try pool.write { database in
                if taken == nil { taken = try ArchiveIndex(database) }
                try work(&taken!, database)
            }
        }
        index = taken
        databaseLock.noteWritten()
    }

    /// Checkpoints the write-ahead log and closes the file.
    ///
    /// - Throws: An error if the file can't be written, or was moved, deleted, replaced or overwritten; the file is
    ///   then left unchanged.
    public consuming func close() throws(ArchiveError) {
        try checkFiles()
        storeLastSeen()
        try ArchiveFile.attempt(path, "close") {
            try pool.writeWithoutTransaction { database in
                try OpenMarker.clear(database)
                // The last connection does this too, unless another process is reading.
                _ = try? database.checkpoint(.truncate)
            }
            // The last connection to close checkpoints the log, which a read-only connection can't.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        }
        databaseLock.unlock()
        lock.markClosedCleanly()
    }

    deinit { databaseLock.unlock() }
}

extension ArchiveWriter {
    /// Stores the last-seen times of alternating names before the file is closed. A failure is reported in
    /// ``problems``; no names or committed data are lost.
    mutating func storeLastSeen() {
        guard hasUnstoredLastSeen else { return }
        do throws(ArchiveError) {
            try change("write") { index, database throws in try index.storeAlternatingNames(database) }
        } catch {
            report([error])
        }
    }
}
