public import Market

extension EngineReader {
    /// The maximum number of points in the response to a query. A point takes 10 bytes.
    private static let pointLimit = 4_000_000

    /// Reads the rankings of charts, including those that were seen in a time range but began before it.
    ///
    /// - Parameter range: The time range in seconds; `nil` for all times.
    /// - Complexity: O(points), plus a query per four million points.
    public func slices(of charts: [Chart], in range: ClosedRange<Int64>? = nil) throws(EngineError) -> [EngineSlice] {
        guard !charts.isEmpty else { return [] }
        let keys = charts.map(\.engineKey)
        var builders = try snapshotBuilders(of: keys, in: range)
        try readRows(of: keys.filter { builders[$0] != nil }, into: &builders)
        return charts.compactMap { chart in builders[chart.engineKey]?.slice(of: chart) }
    }

    /// Reads the rankings of a few charts in a short time range, usually in one round trip.
    ///
    /// - Returns: The same as ``slices(of:in:)``.
    public func smallSlices(of charts: [Chart], in range: ClosedRange<Int64>) throws(EngineError) -> [EngineSlice] {
        guard !charts.isEmpty else { return [] }
        let keys = charts.map(\.engineKey)
        let (snapshots, rows) = Self.both(
            { () throws(EngineError) in try snapshotBuilders(of: keys, in: range) },
            { () throws(EngineError) in try client.run(Self.rowQuery(of: keys, in: range)) }
        )
        var builders = try snapshots.get()
        let data = try rows.get()
        try read(data) { row throws(RowBinaryReader.Truncated) in try Self.add(&row, into: &builders) }
        // Rankings that were seen in the range, but began before it.
        let early = keys.filter { builders[$0]?.first.map { Int64($0) < range.lowerBound } ?? false }
        if let first = early.compactMap({ builders[$0]?.first }).min() {
            try readRows(of: early, in: Int64(first)...(range.lowerBound - 1), into: &builders)
        }
        return charts.compactMap { chart in builders[chart.engineKey]?.slice(of: chart) }
    }

    /// Reads the snapshots of charts without their ranks, by the key of the chart.
    private func snapshotBuilders(
        of keys: [String],
        in range: ClosedRange<Int64>?
    ) throws(EngineError) -> [String: SliceBuilder] {
        var builders: [String: SliceBuilder] = [:]
        let query = """
            SELECT chart, at, since, partial, entries, collector, batch FROM snapshots
            WHERE chart IN (\(Self.list(keys)))\(Self.condition("at", range)) FORMAT RowBinary
            """
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let chart = try row.readText()
            let (at, since, isPartial) = (
                try row.read(UInt32.self), try row.read(UInt32.self), try row.read(UInt8.self) != 0
            )
            let (entries, collector, batch) = (
                try row.read(UInt16.self), try row.read(UInt32.self), try row.read(UInt32.self)
            )
            let snapshot = EngineSnapshot(
                at: at,
                ranking: .init(since: since, collector: collector),
                isPartial: isPartial,
                entries: entries,
                batch: batch
            )
            builders[chart, default: SliceBuilder()].add(snapshot)
        }
        return builders
    }

    /// Reads the rows of charts in queries with a limited number of points.
    private func readRows(of keys: [String], into builders: inout [String: SliceBuilder]) throws(EngineError) {
        var (group, points) = ([String](), 0)
        for key in keys {
            let own = builders[key]?.points ?? 0
            if !group.isEmpty, points + own > Self.pointLimit {
                try readRows(of: group, points: points, into: &builders)
                (group, points) = ([], 0)
            }
            group.append(key)
            points += own
        }
        if !group.isEmpty { try readRows(of: group, points: points, into: &builders) }
    }

    private func readRows(
        of keys: [String],
        points: Int,
        into builders: inout [String: SliceBuilder]
    ) throws(EngineError) {
        let first = keys.compactMap { builders[$0]?.first }.min() ?? 0
        let last = keys.compactMap { builders[$0]?.last }.max() ?? 0
        guard first <= last else { return }
        // A chart with more points is read in periods of equal length.
        let parts = Int64(points / Self.pointLimit + 1)
        let step = (Int64(last) - Int64(first)) / parts + 1
        for part in 0..<parts {
            let start = Int64(first) + part * step
            try readRows(of: keys, in: start...min(Int64(last), start + step - 1), into: &builders)
        }
    }

    private func readRows(
        of keys: [String],
        in range: ClosedRange<Int64>,
        into builders: inout [String: SliceBuilder]
    ) throws(EngineError) {
        try read(Self.rowQuery(of: keys, in: range)) { row throws(RowBinaryReader.Truncated) in
            try Self.add(&row, into: &builders)
        }
    }

    private static func rowQuery(of keys: [String], in range: ClosedRange<Int64>) -> String {
        """
        SELECT chart, app, collector, groupArray(at), groupArray(batch), groupArray(rank) FROM rankings
        WHERE chart IN (\(list(keys)))\(condition("at", range)) GROUP BY chart, app, collector FORMAT RowBinary
        """
    }

    /// Adds a row of the result of a row query.
    private static func add(
        _ row: inout RowBinaryReader,
        into builders: inout [String: SliceBuilder]
    ) throws(RowBinaryReader.Truncated) {
        let (chart, app, collector) = (try row.readText(), try row.readText(), try row.read(UInt32.self))
        let times = try row.readArray { row throws(RowBinaryReader.Truncated) in try row.read(UInt32.self) }
        let batches = try row.readArray { row throws(RowBinaryReader.Truncated) in try row.read(UInt32.self) }
        let ranks = try row.readArray { row throws(RowBinaryReader.Truncated) in try row.read(UInt16.self) }
        guard let app = AppID(stored: app), batches.count == times.count, ranks.count == times.count else {
            throw RowBinaryReader.Truncated()
        }
        builders[chart]?.add(app, collector: collector, times: times, batches: batches, ranks: ranks)
    }

    private static func condition(_ column: String, _ range: ClosedRange<Int64>?) -> String {
        guard let range else { return "" }
        let (first, last) = (UInt32(clamping: range.lowerBound), UInt32(clamping: range.upperBound))
        return " AND \(column) >= toDateTime(\(first)) AND \(column) <= toDateTime(\(last))"
    }
}
