public import Market

/// How far an engine has been read: the newest batch of each collector.
public struct EnginePosition: Hashable, Sendable {
    /// The number of the newest batch that was read, by collector.
    public private(set) var batches: [UInt32: UInt32] = [:]

    public init() {}

    mutating func note(_ batch: UInt32, of collector: UInt32) {
        batches[collector] = max(batches[collector] ?? 0, batch)
    }

    /// The SQL condition for rows that were written after this position.
    var condition: String {
        guard !batches.isEmpty else { return "1" }
        let parts = batches.sorted { $0.key < $1.key }.map { "(collector = \($0.key) AND batch <= \($0.value))" }
        return "NOT (\(parts.joined(separator: " OR ")))"
    }
}

/// What collectors have written to an engine since a position.
public struct EngineChanges: Hashable, Sendable {
    /// The position after the changes.
    public var position: EnginePosition
    /// The time ranges of charts with new snapshots, by the chart's key.
    var ranges: [String: ClosedRange<Int64>] = [:]
    /// Whether names, counts, listings or sources have changed.
    public var hasFacts = false

    public var isEmpty: Bool { ranges.isEmpty && !hasFacts }

    /// Returns the time range of a chart's new snapshots; `nil` if it has none.
    public func range(of chart: Chart) -> ClosedRange<Int64>? { ranges[chart.engineKey] }
}

extension EngineReader {
    /// Returns the current position, which is the newest batch of each collector, and the number of points that were
    /// sent.
    public func state() throws(EngineError) -> (position: EnginePosition, points: Int) {
        var (position, points) = (EnginePosition(), 0)
        let query = "SELECT collector, max(batch), sum(points) FROM batches GROUP BY collector FORMAT RowBinary"
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let collector: UInt32 = try row.read()
            position.note(try row.read(), of: collector)
            points += Int(clamping: try row.read(UInt64.self))
        }
        return (position, points)
    }

    /// Returns what has been written since a position.
    public func changes(since position: EnginePosition) throws(EngineError) -> EngineChanges {
        var changes = EngineChanges(position: position)
        let query = """
            SELECT collector, batch, charts, first, last, facts FROM batches WHERE \(position.condition) FORMAT RowBinary
            """
        try read(query) { row throws(RowBinaryReader.Truncated) in
            let (collector, batch) = (try row.read(UInt32.self), try row.read(UInt32.self))
            let charts = try row.readArray { row throws(RowBinaryReader.Truncated) in try row.readText() }
            let (first, last) = (Int64(try row.read(UInt32.self)), Int64(try row.read(UInt32.self)))
            changes.position.note(batch, of: collector)
            if try row.read(UInt32.self) > 0 { changes.hasFacts = true }
            for chart in charts where first <= last {
                let known = changes.ranges[chart] ?? first...last
                changes.ranges[chart] = min(first, known.lowerBound)...max(last, known.upperBound)
            }
        }
        return changes
    }
}
