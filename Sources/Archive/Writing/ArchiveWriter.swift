import Foundation
import GRDB
import Market
import TimeSeries

/// The one writer of an archive.
///
/// A batch is appended to the log, one small record for each list, in one transaction. Now and then the log is sealed:
/// what it holds goes into blocks of up to 168 ticks, and the log is emptied. So a batch costs one write to the end of
/// the file, and history costs a quarter of a byte a point.
///
/// When a call returns, what it was given survives a crash of the program and a loss of power.
public struct ArchiveWriter: ~Copyable, Sendable {
    /// As it was named; another where the archive had to be written again elsewhere.
    public internal(set) var path: String
    let who: String
    /// The file's path without links when it was opened first, after which recovered archives are named.
    let origin: String
    var pool: DatabasePool
    var lock: WriterLock
    var databaseLock: DatabaseLock
    /// The files as they were when they were opened.
    var trace: OpenedArchiveFiles
    /// Reads the same archive while this writes, also after it was written again elsewhere.
    public internal(set) var reader: ArchiveReader
    var index: ArchiveIndex?
    /// Records that were left in the log when it was sealed last.
    var triedAt = 0
    /// What went wrong while sealing: what was damaged is left where it is, and a log that cannot be sealed stays. Also what
    /// happened to the files next to the archive.
    public private(set) var problems: [ArchiveError]

    /// Records of one chart, on the average, after which the log is sealed.
    static let sealLength = 84
    /// Records in the log after which it is sealed in any case.
    static let logLimit = 50_000
    static let problemLimit = 100

    /// Opens an archive, and makes one where there is no file.
    ///
    /// - Parameters:
    ///   - who: what this process is doing, told to others who want to write.
    ///   - patience: seconds to wait for another writer to end.
    /// - Throws: where another process writes to it, it isn't an archive, has a second name, or can't be written.
    public init(_ path: String, who: String, patience: Double = 0) throws(ArchiveError) {
        // Before the lock, so that no lock file is left beside what is no archive.
        let warnings = try ArchiveFile.inspectForWriting(path)
        try ArchiveFile.makeFolder(of: path)
        let lock = try WriterLock(archive: path, who: who, patience: patience)
        let (databaseLock, pool) = try Self.open(path, with: lock)
        (self.path, self.who, self.lock, self.pool, problems) = (path, who, lock, pool, warnings)
        self.databaseLock = databaseLock
        origin = ArchiveFile.resolved(path)
        trace = OpenedArchiveFiles(
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
            if lock.abandonedBy == nil { lock.endInOrder() }
            throw error
        }
    }

    /// Whether somebody writes to an archive now.
    public static func isHeld(_ path: String) -> Bool { WriterLock.isHeld(archive: path) }

    /// What the last writer was, where it did not end in order: it crashed, was killed, or lost power. All that it had
    /// acknowledged is there.
    public var abandonedBy: String? { lock.abandonedBy }

    /// Keeps a batch: all of it or, where this throws, nothing.
    ///
    /// - Complexity: O(entries), and now and then a rewrite of each chart's last block.
    public mutating func append(_ batch: ArchiveBatch) throws(ArchiveError) {
        let snapshots = batch.snapshots.filter { RankingFrame.times.contains($0.observedAt.seconds) }
        guard !snapshots.isEmpty || !batch.counts.isEmpty else { return }
        try change("written") { index, database throws in
            for (counter, some) in Dictionary(grouping: batch.counts, by: \.counter) {
                guard let store = some.first?.store else { continue }
                try Self.append(some.map(\.count), of: counter, in: store, to: &index, database)
            }
            guard !snapshots.isEmpty else { return }
            let times = snapshots.map(\.observedAt.seconds)
            let source = try index.number(
                ofSource: batch.source,
                first: times.min() ?? 0,
                last: times.max() ?? 0,
                database
            )
            for snapshot in snapshots { try Self.append(snapshot, from: source, to: &index, database) }
            try index.storeSightings(until: times.max() ?? 0, database)
        }
        guard let index else { return }
        let limit = min(Self.sealLength * index.logged.count, Self.logLimit)
        guard index.records >= max(limit, triedAt * 2) else { return }
        // The batch is kept already, whatever becomes of the log. What cannot be sealed is tried again when the log has
        // doubled, so that a page that is damaged for good does not cost ever more.
        do throws(ArchiveError) {
            try seal()
        } catch {
            report([error])
        }
        triedAt = self.index?.records ?? index.records
    }

    var hasUnstoredSightings: Bool { index?.hasLastSightings == true }

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
        var placings: [RankingSeries.Placing] = []
        placings.reserveCapacity(snapshot.entries.count)
        for entry in snapshot.entries {
            let app = try index.number(of: entry.app, in: snapshot.chart.store, database)
            try index.note(entry, app: app, in: snapshot, database)
            placings.append(.init(rank: UInt16(entry.rank.value), id: app))
        }
        placings.sort { $0.rank < $1.rank }
        let time = snapshot.observedAt.seconds
        let frame = RankingFrame(
            sightings: [time],
            isPartial: snapshot.coverage == .partial,
            placings: placings
        )
        guard let record = index.charts[snapshot.chart]?.record(frame),
            let chart = index.charts[snapshot.chart]?.number
        else { preconditionFailure("a chart that was just noted is not there") }
        index.lastRecord += 1
        index.logged[chart, default: 0] += 1
        try database.cachedStatement(sql: "INSERT INTO log VALUES (?, ?, ?)")
            .execute(arguments: [index.lastRecord, chart, record.blob])
        try database.cachedStatement(
            sql: """
                INSERT INTO chart_source VALUES (?1, ?2, ?3, ?3)
                ON CONFLICT DO UPDATE SET first = min(first, ?3), last = max(last, ?3)
                """
        ).execute(arguments: [chart, source, time])
    }

    /// One transaction, after which the index is ahead of the file where it failed, and is read anew.
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

    /// Lets go of the file. The journal beside it is folded into it.
    ///
    /// - Throws: also where the file was moved, deleted or replaced; then nothing more is written to it.
    public consuming func close() throws(ArchiveError) {
        try checkFiles()
        storeSightings()
        try ArchiveFile.attempt(path, "closed") {
            try pool.writeWithoutTransaction { database in
                try OpenMarker.clear(database)
                // The last connection does it too, but another process may be reading.
                _ = try? database.checkpoint(.truncate)
            }
            // The last connection to go folds the journal in, which one that may only read cannot.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        }
        databaseLock.unlock()
        lock.endInOrder()
    }

    deinit { databaseLock.unlock() }
}
