import GRDB
public import Market
import TimeSeries

extension ArchiveWriter {
    /// What was removed, or would be.
    public struct Forgotten: Hashable, Sendable {
        public var snapshots = 0
        /// The charts of which some were removed, in the order of the archive.
        public var charts: [Chart] = []
        /// When the first and the last of them were seen.
        public var first: Timestamp?
        public var last: Timestamp?
    }

    /// Removes the snapshots that were seen from `first` to `last`, both included. Counts and events stay, and what is damaged
    /// stays as it is. Names that were only seen in a span that is removed of all charts go with it.
    ///
    /// - Parameters:
    ///   - charts: the charts to remove from; all where it is `nil`.
    ///   - isDryRun: whether nothing is changed and only the result is wanted.
    /// - Complexity: O(points of that time and of the log).
    public mutating func forget(
        from first: Timestamp,
        through last: Timestamp,
        of charts: Set<Chart>? = nil,
        isDryRun: Bool = false
    ) throws(ArchiveError) -> Forgotten {
        var forgotten = Forgotten()
        guard first <= last else { return forgotten }
        var problems: [ArchiveError] = []
        let (path, span) = (path, first.seconds...last.seconds)
        try change("changed") { index, database throws in
            let before = index
            try database.inSavepoint {
                problems = try Self.sealLog(of: &index, path: path, database)
                let all = index.charts.map { (chart: $0.key, number: $0.value.number) }.sorted { $0.number < $1.number }
                var newest: Int64?
                for (chart, number) in all where charts?.contains(chart) ?? true {
                    let before = try Self.forget(span, of: chart, number, from: &index, into: &forgotten, database)
                    newest = [newest, before].compactMap { $0 }.max()
                }
                if forgotten.snapshots > 0 { try Self.updateSources(of: &index, database) }
                if charts == nil { try index.forgetNames(in: span, newestBefore: newest, database) }
                return isDryRun ? .rollback : .commit
            }
            if isDryRun { index = before }
        }
        guard !isDryRun else { return forgotten }
        report(problems)
        if forgotten.snapshots > 0 { try vacuum() }
        return forgotten
    }

    /// - Returns: the last sighting before the span, where something was removed.
    private static func forget(
        _ span: ClosedRange<Int64>,
        of chart: Chart,
        _ number: Int64,
        from index: inout ArchiveIndex,
        into forgotten: inout Forgotten,
        _ database: Database
    ) throws -> Int64? {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT key, data FROM block WHERE chart = ? AND first <= ? AND last >= ? ORDER BY first",
            arguments: [number, span.upperBound, span.lowerBound]
        )
        var neighbours = SpanNeighbours(span: span)
        var removed = 0
        for row in rows {
            guard let reading = try? RankingBlock.decode(row.bytes("data")), reading.damage == nil else { continue }
            var series = RankingSeries()
            series.merge(reading.block)
            let count = series.removeSightings(in: span)
            for block in series.blocks { neighbours.note(block.allSightings) }
            guard count > 0 else { continue }
            removed += count
            let seen = reading.block.allSightings.filter(span.contains)
            forgotten.first = [forgotten.first, seen.first.map(Timestamp.init(seconds:))].compactMap { $0 }.min()
            forgotten.last = [forgotten.last, seen.last.map(Timestamp.init(seconds:))].compactMap { $0 }.max()
            try database.execute(
                sql: "DELETE FROM block WHERE key = ?",
                arguments: [try row.value("key", as: Int64.self)]
            )
            try insert(series.blocks, of: number, database)
        }
        guard removed > 0 else { return nil }
        forgotten.snapshots += removed
        forgotten.charts.append(chart)
        try neighbours.note(before: "SELECT max(last) FROM block WHERE chart = ? AND last < ?", number, database)
        try neighbours.note(after: "SELECT min(first) FROM block WHERE chart = ? AND first > ?", number, database)
        try neighbours.updateSources(of: number, database)
        // What is damaged stays, and with it the chart that it is of.
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
        return neighbours.before
    }

    /// What a source was seen with is what its charts say.
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

/// The sightings of one chart just before and just after a span that was removed.
private struct SpanNeighbours {
    let span: ClosedRange<Int64>
    private(set) var before: Int64?
    private var after: Int64?

    init(span: ClosedRange<Int64>) { self.span = span }

    /// - Parameter sightings: none of them in the span.
    mutating func note(_ sightings: [Int64]) {
        for time in sightings {
            if time < span.lowerBound { before = max(before ?? time, time) } else { after = min(after ?? time, time) }
        }
    }

    mutating func note(before query: String, _ chart: Int64, _ database: Database) throws {
        if let time = try Int64.fetchOne(database, sql: query, arguments: [chart, span.lowerBound]) { note([time]) }
    }

    mutating func note(after query: String, _ chart: Int64, _ database: Database) throws {
        if let time = try Int64.fetchOne(database, sql: query, arguments: [chart, span.upperBound]) { note([time]) }
    }

    /// Takes the span out of what is said of each source: one that only had that is gone, another ends or begins at the
    /// nearest sighting that is left.
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
