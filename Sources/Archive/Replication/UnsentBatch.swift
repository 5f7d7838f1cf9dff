import GRDB
public import Market

/// What an archive sends to an engine at once: time ranges of charts, and keys of other rows. The rows themselves are
/// read when the batch is sent.
public struct UnsentBatch: Hashable, Sendable {
    /// A time range of a chart.
    public struct Range: Hashable, Sendable {
        /// The number of the chart in the archive.
        var number: Int64
        public var chart: Chart
        var first: Int64
        var last: Int64
        /// Whether the chart has no unsent snapshots after the range.
        var isLast: Bool
    }

    /// The key of a row in a table other than the rankings.
    struct RowKey: Hashable, Sendable {
        var kind: UnsentTables.Kind
        /// The values of the columns in ``UnsentTables/Kind/key``.
        var values: [DatabaseValue]
    }

    /// The number of the batch: the time at which it was begun, in seconds, or a higher number if several batches were
    /// begun within a second.
    public var number: Int64
    /// The random number that identifies the archive in the engine.
    public var collector: UInt32
    public var ranges: [Range]
    var rows: [RowKey]

    /// The maximum number of ranges in a part. Eight blocks of 200 ranks are 270,000 rows.
    private static let rangesPerPart = 8

    /// The batch in parts, which can be sent in any order.
    public var parts: [UnsentBatch] {
        var parts = stride(from: 0, to: ranges.count, by: Self.rangesPerPart).map { start in
            UnsentBatch(
                number: number,
                collector: collector,
                ranges: Array(ranges[start..<min(ranges.count, start + Self.rangesPerPart)]),
                rows: []
            )
        }
        if parts.isEmpty { return [self] }
        parts[0].rows = rows
        return parts
    }
}

/// The state of the replication of an archive.
public struct ReplicationState: Hashable, Sendable {
    /// The random number that identifies the archive in the engine.
    public var collector: UInt32
    /// The server and database: `host:8123/database`.
    public var destination: String
    /// The number of the batch begun last; 0 if there is none.
    public var batch: Int64
    /// The number of the batch sent last; 0 if there is none.
    public var sent: Int64
    /// The time at which the last batch was sent; `nil` if none was.
    public var sentAt: Timestamp?
    /// The number of charts with unsent snapshots.
    public var unsentCharts: Int
    /// The number of other rows that haven't been sent: names, counts, listings and sources.
    public var unsentRows: Int

    /// Whether everything has been sent.
    public var isComplete: Bool { unsentCharts == 0 && unsentRows == 0 }
}
