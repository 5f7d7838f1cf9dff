import GRDB
import TimeSeries

extension ArchiveWriter {
    /// Moves the log's records into blocks in one transaction.
    ///
    /// - Complexity: O(points in the log and in the affected blocks): the last block of each chart, and more if
    ///   snapshots arrived late.
    public mutating func seal() throws(ArchiveError) {
        try seal(nil)
        try vacuum()
    }

    /// Seals the charts that are due after a batch, and releases free pages when no more charts are due.
    ///
    /// - Parameter snapshots: The number of snapshots in the batch.
    mutating func sealDueCharts(after snapshots: Int) throws(ArchiveError) {
        func due(_ index: ArchiveIndex?) -> [Int64] {
            guard let index else { return [] }
            let logged = index.logged.mapValues(\.count)
            return SealPlan.charts(logged: logged, failed: index.unsealed, snapshots: snapshots)
        }
        let charts = due(index)
        guard !charts.isEmpty else { return }
        try seal(charts)
        if due(index).isEmpty { try vacuum(atMost: Self.pagesPerBatch) }
    }

    private mutating func seal(_ charts: [Int64]?) throws(ArchiveError) {
        var sealed = (problems: [ArchiveError](), isNew: false)
        let path = path
        try change("seal the log") { index, database throws in
            sealed = try Self.sealLog(of: &index, only: charts, path: path, database)
        }
        report(sealed.problems)
        hasNewData = hasNewData || sealed.isNew
    }

    /// Moves records of the log into blocks, within an existing transaction.
    ///
    /// - Parameter charts: The numbers of the charts to seal; `nil` for all charts.
    /// - Returns: Errors for unreadable records, which stay in the log, and whether the blocks have changed.
    static func sealLog(
        of index: inout ArchiveIndex,
        only charts: [Int64]? = nil,
        path: String,
        _ database: Database
    ) throws -> (problems: [ArchiveError], isNew: Bool) {
        var problems: [ArchiveError] = []
        var isNew = false
        let wanted = charts.map { Set($0) }
        for (chart, open) in index.charts where wanted?.contains(open.number) ?? true {
            index.charts[chart]?.restart()
        }
        let log =
            if let charts {
                try ArchiveLog(
                    database,
                    numbers: Dictionary(uniqueKeysWithValues: charts.map { ($0, index.logged[$0] ?? []) })
                )
            } else {
                try ArchiveLog(database)
            }
        for chart in log.charts {
            let (frames, damages) = log.frames(of: chart)
            problems += damages.map { ArchiveError(.damaged, path, "damaged record in the log: \($0)") }
            do {
                // If the blocks of a chart are damaged, its records stay in the log; other charts are sealed.
                try database.inSavepoint {
                    isNew = try Self.seal(frames.map(\.frame), of: chart, database) || isNew
                    try log.delete(frames.map(\.number), database)
                    return .commit
                }
                if damages.isEmpty {
                    index.logged[chart] = nil
                } else {
                    let sealed = Set(frames.map(\.number))
                    index.logged[chart]?.removeAll { sealed.contains($0) }
                }
                index.unsealed[chart] = index.logged[chart]?.count
            } catch let error as DatabaseError
                where [.SQLITE_CORRUPT, .SQLITE_CONSTRAINT].contains(error.resultCode)
            {
                problems.append(ArchiveError(error, path: path, action: "seal the log"))
                index.unsealed[chart] = index.logged[chart]?.count
            }
        }
        if index.logged.isEmpty { index.lastRecord = 0 }
        return (problems, isNew)
    }

    /// The maximum number of free pages that are released after a batch, which takes a few milliseconds. The log uses the
    /// others again.
    private static let pagesPerBatch = 512

    /// Releases free pages of the database to the file system.
    ///
    /// - Parameter pages: The maximum number of pages to release; `nil` for all of them.
    func vacuum(atMost pages: Int? = nil) throws(ArchiveError) {
        let limit = pages.map { "(\($0))" } ?? ""
        try ArchiveFile.attempt(path, "compact") {
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA incremental_vacuum\(limit)") }
        }
        databaseLock.noteWritten()
    }

    /// Rewrites the blocks changed by the frames. Damaged blocks are left in place, and new blocks are added next to
    /// them.
    ///
    /// - Returns: Whether any block changed.
    private static func seal(_ frames: [RankingFrame], of chart: Int64, _ database: Database) throws -> Bool {
        guard let first = frames.compactMap(\.seenTimes.first).min(),
            let last = frames.compactMap(\.seenTimes.last).max()
        else { return false }
        var series = RankingSeries()
        var keys: Set<Int64> = []
        for row in try touchedBlocks(of: chart, first: first, last: last, database) {
            guard let reading = try? RankingBlock.decode(row.bytes("data")), reading.damage == nil else { continue }
            var block = reading.block
            let key: Int64 = try row.value("key")
            block.stored(as: key)
            keys.insert(key)
            series.merge(block)
        }
        for frame in frames {
            for time in frame.seenTimes { series.append(frame.entries, at: time, isPartial: frame.isPartial) }
        }
        let kept = Set(series.blocks.compactMap(\.key))
        for key in keys.subtracting(kept).sorted() {
            try database.cachedStatement(sql: "DELETE FROM block WHERE key = ?").execute(arguments: [key])
        }
        let changed = series.blocks.filter { $0.key == nil }
        try insert(changed, of: chart, database)
        return !changed.isEmpty || kept != keys
    }

    static func insert(_ blocks: [RankingBlock], of chart: Int64, _ database: Database) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO block (chart, first, last, data) VALUES (?, ?, ?, ?)"
        )
        for block in blocks {
            try insert.execute(arguments: [chart, block.firstSeenTime, block.lastSeenTime, block.encoded().blob])
        }
    }

    /// Returns the blocks that start in a time range, and the adjacent blocks, which may begin or end with the same
    /// ranking.
    private static func touchedBlocks(
        of chart: Int64,
        first: Int64,
        last: Int64,
        _ database: Database
    ) throws -> [Row] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT key, data FROM block WHERE chart = ?1
                AND first >= ifnull((SELECT max(first) FROM block WHERE chart = ?1 AND first < ?2), ?2)
                AND first <= ifnull((SELECT min(first) FROM block WHERE chart = ?1 AND first > ?3), ?3)
                ORDER BY first
                """,
            arguments: [chart, first, last]
        )
    }
}
