import GRDB
public import Market
import TimeSeries

extension ArchiveWriter {
    /// A summary of the snapshots removed by ``forget(from:through:of:isDryRun:)``.
    public struct ForgetSummary: Hashable, Sendable {
        public var snapshots = 0
        /// The charts from which snapshots were removed, in the order in which the archive stores them.
        public var charts: [Chart] = []
        /// The time at which the first removed snapshot was seen; `nil` if none was removed.
        public var first: Timestamp?
        /// The time at which the last removed snapshot was seen; `nil` if none was removed.
        public var last: Timestamp?
    }

    /// Removes the snapshots seen from `first` through `last`. Counts and damaged data aren't removed. If the snapshots
    /// of all charts are removed, names seen only in that span, and reviews received in it that have no date of the
    /// store, are removed too.
    ///
    /// - Parameters:
    ///   - charts: The charts to remove snapshots from; `nil` for all charts.
    ///   - isDryRun: Whether to return the result without changing anything.
    /// - Complexity: O(points in the span and in the log).
    public mutating func forget(
        from first: Timestamp,
        through last: Timestamp,
        of charts: Set<Chart>? = nil,
        isDryRun: Bool = false
    ) throws(ArchiveError) -> ForgetSummary {
        var summary = ForgetSummary()
        guard first <= last else { return summary }
        var problems: [ArchiveError] = []
        let (path, span) = (path, first.seconds...last.seconds)
        try change("remove snapshots") { index, database throws in
            let before = index
            try database.inSavepoint {
                problems = try Self.sealLog(of: &index, path: path, database).problems
                let all = index.charts.map { (chart: $0.key, number: $0.value.number) }.sorted { $0.number < $1.number }
                var newest: Int64?
                for (chart, number) in all where charts?.contains(chart) ?? true {
                    let before = try Self.forget(span, of: chart, number, from: &index, into: &summary, database)
                    newest = [newest, before].compactMap { $0 }.max()
                }
                if summary.snapshots > 0 { try Self.updateSources(of: &index, database) }
                if charts == nil {
                    try index.forgetNames(in: span, newestBefore: newest, database)
                    try ReviewRow.forgetUndated(in: span, database)
                }
                return isDryRun ? .rollback : .commit
            }
            if isDryRun { index = before }
        }
        guard !isDryRun else { return summary }
        report(problems)
        if summary.snapshots > 0 { try vacuum() }
        return summary
    }

    /// Removes the snapshots of one chart in a span, and adds them to `summary`.
    ///
    /// - Returns: The time of the last snapshot before the span, if any snapshots were removed.
    private static func forget(
        _ span: ClosedRange<Int64>,
        of chart: Chart,
        _ number: Int64,
        from index: inout ArchiveIndex,
        into summary: inout ForgetSummary,
        _ database: Database
    ) throws -> Int64? {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT key, data FROM block WHERE chart = ? AND first <= ? AND last >= ? ORDER BY first",
            arguments: [number, span.upperBound, span.lowerBound]
        )
        var neighbors = SpanNeighbors(span: span)
        var removed = 0
        for row in rows {
            guard let reading = try? RankingBlock.decode(row.bytes("data")), reading.damage == nil else { continue }
            var series = RankingSeries()
            series.merge(reading.block)
            let count = series.removeSeenTimes(in: span)
            for block in series.blocks { neighbors.note(block.allSeenTimes) }
            guard count > 0 else { continue }
            removed += count
            let seen = reading.block.allSeenTimes.filter(span.contains)
            summary.first = [summary.first, seen.first.map(Timestamp.init(seconds:))].compactMap { $0 }.min()
            summary.last = [summary.last, seen.last.map(Timestamp.init(seconds:))].compactMap { $0 }.max()
            try database.execute(
                sql: "DELETE FROM block WHERE key = ?",
                arguments: [try row.value("key", as: Int64.self)]
            )
            try insert(series.blocks, of: number, database)
        }
        guard removed > 0 else { return nil }
        summary.snapshots += removed
        summary.charts.append(chart)
        try neighbors.note(before: "SELECT max(last) FROM block WHERE chart = ? AND last < ?", number, database)
        try neighbors.note(after: "SELECT min(first) FROM block WHERE chart = ? AND first > ?", number, database)
        try neighbors.updateSources(of: number, database)
        // Keep the chart if it still has damaged blocks.
        let hasBlocks = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM block WHERE chart = ?)",
            arguments: [number]
        )
        if hasBlocks == false, index.logged[number] == nil {
            try database.execute(
                sql: "DELETE FROM chart WHERE number = :number; DELETE FROM chart_source WHERE chart = :number",
                arguments: ["number": number]
            )
            index.charts[chart] = nil
        }
        return neighbors.before
    }

    /// Updates the time range of each source from its charts, and deletes sources that have no charts.
    private static func updateSources(of index: inout ArchiveIndex, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM source WHERE number NOT IN (SELECT source FROM chart_source);
                UPDATE source SET
                    first = (SELECT min(first) FROM chart_source WHERE source = number),
                    last = (SELECT max(last) FROM chart_source WHERE source = number)
                """
        )
        let numbers = Set(try Int64.fetchAll(database, sql: "SELECT number FROM source"))
        index.sources = index.sources.filter { numbers.contains($0.value) }
    }
}

/// The times of a chart's snapshots adjacent to a removed span: the last one before it and the first one after it.
private struct SpanNeighbors {
    let span: ClosedRange<Int64>
    private(set) var before: Int64?
    private var after: Int64?

    init(span: ClosedRange<Int64>) { self.span = span }

    /// Updates the neighbors with the times of remaining snapshots.
    ///
    /// - Parameter times: The times, none of which may be in the span.
    mutating func note(_ times: [Int64]) {
        for time in times {
            if time < span.lowerBound { before = max(before ?? time, time) } else { after = min(after ?? time, time) }
        }
    }

    mutating func note(before query: String, _ chart: Int64, _ database: Database) throws {
        if let time = try Int64.fetchOne(database, sql: query, arguments: [chart, span.lowerBound]) { note([time]) }
    }

    mutating func note(after query: String, _ chart: Int64, _ database: Database) throws {
        if let time = try Int64.fetchOne(database, sql: query, arguments: [chart, span.upperBound]) { note([time]) }
    }

    /// Removes the span from the time range of each source. A source without other data is deleted; otherwise its range
    /// ends or begins at the nearest remaining snapshot.
    func updateSources(of chart: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM chart_source WHERE chart = :chart AND first >= :from AND last <= :to;
                UPDATE chart_source SET last = max(first, ifnull(:before, first))
                    WHERE chart = :chart AND last BETWEEN :from AND :to;
                UPDATE chart_source SET first = min(last, ifnull(:after, last))
                    WHERE chart = :chart AND first BETWEEN :from AND :to
                """,
            arguments: [
                "chart": chart, "from": span.lowerBound, "to": span.upperBound, "before": before, "after": after,
            ]
        )
    }
}
