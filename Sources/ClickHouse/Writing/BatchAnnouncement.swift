public import Archive

/// The row in `batches` that announces a batch to readers. It is inserted after all other rows of the batch.
public struct BatchAnnouncement: Sendable {
    private let collector: UInt32
    private let batch: UInt32
    private let host: String
    private var charts: Set<String> = []
    private var first = UInt32.max
    private var last: UInt32 = 0
    private var facts = 0
    /// The number of rows in `rankings`.
    public private(set) var points = 0
    /// The number of rows in `snapshots`.
    public private(set) var snapshots = 0
    /// The number of snapshots that the engine can't store.
    public private(set) var skipped = 0

    /// Creates an announcement of a batch without rows.
    ///
    /// - Parameter host: The name of this computer.
    public init(of batch: UnsentBatch, host: String) {
        (collector, self.batch, self.host) = (batch.collector, UInt32(clamping: batch.number), host)
    }

    /// Adds rows that have been inserted.
    public mutating func add(_ rows: BatchRows) {
        charts.formUnion(rows.charts)
        (first, last) = (min(first, rows.first), max(last, rows.last))
        facts += rows.facts
        points += rows.points
        snapshots += rows.snapshots
        skipped += rows.skipped
    }

    /// The row in the `RowBinary` format.
    var row: [UInt8] {
        var writer = RowBinaryWriter()
        writer.add(collector)
        writer.add(batch)
        writer.add(host)
        writer.add(charts.sorted())
        writer.add(min(first, last))
        writer.add(last)
        writer.add(UInt32(clamping: points))
        writer.add(UInt32(clamping: facts))
        return writer.bytes
    }
}
