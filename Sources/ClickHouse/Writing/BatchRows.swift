public import Archive
import Market
import TimeSeries

/// The rows that a batch, or a part of it, inserts into the tables of an engine. A ``BatchAnnouncement`` follows them.
///
/// The same contents give the same bytes, and rows with equal keys replace one another, so that sending a batch again
/// changes nothing.
public struct BatchRows: Sendable {
    /// A format of rows, by its name in SQL.
    enum Format: String, Sendable {
        case rowBinary = "RowBinary"
        case native = "Native"
    }

    /// Rows of a table.
    struct Insertion: Sendable {
        let table: EngineTable
        var format = Format.rowBinary
        let rows: [UInt8]
    }

    /// The insertions in order.
    private(set) var insertions: [Insertion] = []
    /// The keys of the charts with new snapshots, sorted.
    let charts: [String]
    /// The number of rows in `rankings`.
    public private(set) var points = 0
    /// The number of rows in `snapshots`.
    public private(set) var snapshots = 0
    /// The number of snapshots that the engine can't store, because they are dated before 1970 or after 2105.
    public private(set) var skipped = 0

    private let collector: UInt32
    private let batch: UInt32
    /// The number of rows in the other tables.
    private(set) var facts = 0
    /// The times of the first and the last of the new snapshots. If there are none, the first is later than the last.
    private(set) var first = UInt32.max
    private(set) var last: UInt32 = 0

    /// Encodes the contents of a batch or of a part of it.
    public init(_ contents: UnsentContents, of batch: UnsentBatch) {
        collector = batch.collector
        self.batch = UInt32(clamping: batch.number)
        let slices = contents.slices.map { (key: $0.chart.engineKey, slice: $0) }.sorted { $0.key < $1.key }
        charts = slices.map(\.key)
        addCharts(slices.map(\.slice.chart) + contents.sources.map(\.chart))
        addFacts(contents)
        addRankings(slices, apps: contents.apps)
        addSnapshots(slices, apps: contents.apps)
    }

    /// The same numbers without the rows, which take memory.
    public var withoutRows: BatchRows {
        var rows = self
        rows.insertions = []
        return rows
    }

    private mutating func add(_ table: EngineTable, count: Int, _ write: (inout RowBinaryWriter) -> Void) {
        guard count > 0 else { return }
        var writer = RowBinaryWriter()
        write(&writer)
        if !writer.bytes.isEmpty { insertions.append(Insertion(table: table, rows: writer.bytes)) }
    }

    private mutating func addCharts(_ charts: [Chart]) {
        let charts = Set(charts).sorted()
        add(EngineTable.charts, count: charts.count) { writer in
            for chart in charts {
                let genre = chart.genre?.id ?? ""
                for text in [
                    chart.engineKey, chart.store.rawValue, chart.storefront.code, chart.kind.slug, genre,
                    chart.edition.rawValue,
                ] { writer.add(text) }
            }
        }
    }

    // MARK: Rankings

    /// Adds the rankings in the order of the table's key, which is several times faster to insert than any other order.
    private mutating func addRankings(
        _ slices: [(key: String, slice: UnsentContents.Slice)],
        apps: [UInt32: AppID]
    ) {
        var rows = PartitionedRows()
        for (key, slice) in slices {
            // A ranking that began before the range was sent before; only the times at which it was seen are new.
            let frames = slice.frames.filter { ($0.seenTimes.first ?? .min) >= slice.first }
            for part in PartitionedRows.parts(of: frames) {
                let columns = AppColumns(part, apps: apps)
                rows.prepare(for: columns.times)
                points += columns.write(key: key, collector: collector, batch: batch, to: &rows.writer)
            }
        }
        insertions += rows.finished.map { Insertion(table: .rankings, format: .native, rows: $0) }
    }

    private mutating func addSnapshots(
        _ slices: [(key: String, slice: UnsentContents.Slice)],
        apps: [UInt32: AppID]
    ) {
        var rows = PartitionedRows()
        for (key, slice) in slices {
            for frame in slice.frames {
                guard let since = frame.seenTimes.first.flatMap({ UInt32(exactly: $0) }) else {
                    skipped += frame.seenTimes.count
                    continue
                }
                let leader = frame.entries.first.flatMap { $0.rank == 1 ? apps[$0.id]?.text : nil } ?? ""
                for time in frame.seenTimes where time >= slice.first {
                    guard let at = UInt32(exactly: time) else {
                        skipped += 1
                        continue
                    }
                    rows.prepare(for: [at])
                    rows.writer.add(key)
                    rows.writer.add(at)
                    rows.writer.add(since)
                    rows.writer.add(UInt8(frame.isPartial ? 1 : 0))
                    rows.writer.add(UInt16(clamping: frame.entries.count))
                    rows.writer.add(leader)
                    rows.writer.add(collector)
                    rows.writer.add(batch)
                    snapshots += 1
                    (first, last) = (min(first, at), max(last, at))
                }
            }
        }
        insertions += rows.finished.map { Insertion(table: .snapshots, rows: $0) }
    }
}

extension BatchRows {
    /// Adds names, counts, listings and sources.
    private mutating func addFacts(_ contents: UnsentContents) {
        let (collector, batch) = (collector, batch)
        facts = contents.names.count + contents.counts.count + contents.listings.count + contents.sources.count
        add(EngineTable.apps, count: contents.names.count) { writer in
            for name in contents.names { writer.add(name, collector: collector, batch: batch) }
        }
        add(EngineTable.counts, count: contents.counts.count) { writer in
            for count in contents.counts { writer.add(count, collector: collector, batch: batch) }
        }
        add(EngineTable.listings, count: contents.listings.count) { writer in
            for listing in contents.listings { writer.add(listing, collector: collector, batch: batch) }
        }
        add(EngineTable.sources, count: contents.sources.count) { writer in
            for source in contents.sources { writer.add(source, collector: collector, batch: batch) }
        }
    }
}
