import GRDB
public import Market
import TimeSeries

extension ArchiveWriter {
    /// The result of pruning an archive.
    public enum Pruning: Hashable, Sendable {
        /// Pruning succeeded. `blocks` is the number of removed blocks, or 0 if none was old enough.
        case removed(blocks: Int)
        /// Nothing was removed, because the gap between old and new data is longer than the time for which snapshots
        /// are kept. The new timestamps are probably from a wrong clock. The old data ends at `from`. The new data
        /// begins at `to`, which is `nil` if there is no new data.
        case refused(from: Timestamp, to: Timestamp?)
    }

    /// Removes the blocks whose snapshots were all last seen before `cutoff`. Names, counts and the log aren't changed.
    ///
    /// - Parameter keep: The number of seconds for which snapshots are kept.
    /// - Complexity: O(blocks); if no block begins soon after `cutoff`, also O(points of the log and of the blocks that
    ///   contain `cutoff`).
    @discardableResult
    public mutating func prune(before cutoff: Timestamp, keep: Int64) throws(ArchiveError) -> Pruning {
        var result = Pruning.removed(blocks: 0)
        try change("prune") { _, database throws in
            let newest = try Int64.fetchOne(
                database,
                sql: "SELECT max(last) FROM block WHERE last < ?",
                arguments: [cutoff.seconds]
            )
            guard let newest else { return }
            if let gap = try Self.gap(at: cutoff.seconds, after: newest, longerThan: keep, database) {
                result = gap
                return
            }
            try database.execute(sql: "DELETE FROM block WHERE last < ?", arguments: [cutoff.seconds])
            result = .removed(blocks: database.changesCount)
        }
        if case .removed(let count) = result, count > 0 { try vacuum() }
        return result
    }

    /// Returns the gap between the data before `cutoff` and the data since then if it is longer than `keep` seconds;
    /// otherwise `nil`.
    ///
    /// - Parameter newest: The newest time in blocks that end before `cutoff`.
    private static func gap(at cutoff: Int64, after newest: Int64, longerThan keep: Int64, _ database: Database) throws
        -> Pruning?
    {
        let next = try Int64.fetchOne(
            database,
            sql: "SELECT min(first) FROM block WHERE first >= ?",
            arguments: [cutoff]
        )
        if let next, next - newest <= keep { return nil }
        var (before, since) = (newest, next)
        func note(_ times: some Sequence<Int64>) {
            for time in times {
                if time < cutoff { before = max(before, time) } else { since = min(since ?? time, time) }
            }
        }
        let log = try ArchiveLog(database)
        for chart in log.charts {
            for (_, frame) in log.frames(of: chart).frames { note(frame.seenTimes) }
        }
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT data FROM block WHERE first < ?1 AND last >= ?1",
            arguments: [cutoff]
        )
        while let row = try rows.next() {
            guard let reading = try? RankingBlock.decode(row.bytes("data")) else { continue }
            note(reading.block.allSeenTimes)
        }
        if let since, since - before <= keep { return nil }
        return .refused(from: Timestamp(seconds: before), to: since.map { Timestamp(seconds: $0) })
    }
}
