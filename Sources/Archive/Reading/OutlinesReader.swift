import Dispatch
import GRDB
public import Market
import Synchronization
public import TimeSeries

extension ArchiveReader {
    /// The rankings of charts with the ranks of only some apps, and the catalog's app numbers as ids.
    public struct Outlines: Sendable {
        public var series: [(chart: Chart, series: RankingSeries)] = []
        /// The numbers of all apps in the rankings.
        public var apps: Set<UInt32> = []
        /// The ticks of the log by the key of the block that contains them, for ``ArchiveBlockStore``.
        public var logged: [Int64: LoggedTicks] = [:]
        /// The charts that have to be read completely instead, because they have damaged parts, or records in the log
        /// that aren't in order.
        public var others: Set<Chart> = []
    }

    /// Reads the rankings of all charts with the ranks of only some apps. This takes a fraction of the time of
    /// ``rankings(_:of:)``, and the other ranks are read from `blockStore` when they are needed.
    ///
    /// - Parameters:
    ///   - apps: The numbers of the apps.
    ///   - blockStore: A store that reads the blocks of this archive.
    /// - Throws: An error if the archive can't be read completely.
    /// - Complexity: O(bytes of the blocks and of the log).
    public func outlines(
        ranksOf apps: Set<UInt32>,
        on blockStore: any ColdBlockStore
    ) throws(ArchiveError) -> Outlines {
        try read { database in
            var reading = OutlinesReader(ranksOf: apps.sorted(), on: blockStore)
            try reading.readAll(database)
            return reading.outlines
        }
    }

    /// Reads the older blocks of a chart without their ranks, which are read from `blockStore` when they are needed.
    ///
    /// - Parameter keys: The keys of the blocks to leave out.
    /// - Returns: The blocks, with the catalog's app numbers as ids; `nil` if any of them is damaged.
    /// - Complexity: O(bytes of the blocks).
    public func outline(
        of chart: Chart,
        except keys: Set<Int64>,
        on blockStore: any ColdBlockStore
    ) throws(ArchiveError) -> RankingSeries? {
        try read { database in
            let charts = try Row.fetchAll(database, sql: ChartRow.query)
            guard let row = try charts.first(where: { try ChartRow.chart($0) == chart }) else { return RankingSeries() }
            var outline = RankingOutline(ranksOf: [])
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT key, data FROM block WHERE chart = ? ORDER BY first",
                arguments: [try row.value("number") as Int64]
            )
            do {
                while let row = try rows.next() {
                    guard let key = row.optional(0, as: Int64.self), let data = row.bytes(1) else { return nil }
                    if !keys.contains(key) { try outline.add(data, key: key, on: blockStore) }
                }
            } catch is RankingDamage {
                return nil
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                return nil
            }
            return outline.series
        }
    }
}

/// A type that reads the outlines of all charts of an archive.
private struct OutlinesReader {
    /// An outline without rankings.
    private let empty: RankingOutline
    private let blockStore: any ColdBlockStore
    private(set) var outlines = ArchiveReader.Outlines()
    /// Whether each app is in any ranking, by number.
    private var isListed: [Bool] = []

    /// The encoded rankings of a chart.
    private struct Source: Sendable {
        let number: Int64
        let chart: Chart
        var blocks: [(key: Int64, data: [UInt8])] = []
        var records: [[UInt8]] = []
        var isDamaged = false
    }

    /// The outline of a chart, and the ticks of its log; `nil` if the chart must be read completely.
    private typealias Outline = (series: RankingSeries, logged: LoggedTicks?)?

    /// The number of bytes that are decoded at once, on all processors, while the next ones are read.
    private static let batch = 1 << 20
    /// The charts that are being decoded.
    private var decoding: Decoding?

    /// Outlines of charts that are decoded in the background.
    private final class Decoding: Sendable {
        let sources: [Source]
        private let outlines: Mutex<[Outline]>
        private let group = DispatchGroup()

        init(_ sources: [Source], adding empty: RankingOutline, on blockStore: any ColdBlockStore) {
            self.sources = sources
            outlines = Mutex([Outline](repeating: nil, count: sources.count))
            DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
                DispatchQueue.concurrentPerform(iterations: sources.count) { index in
                    let outline = OutlinesReader.outline(of: sources[index], adding: empty, on: blockStore)
                    outlines.withLock { $0[index] = outline }
                }
            }
        }

        /// Waits until the charts are decoded, and returns their outlines.
        func wait() -> [Outline] {
            group.wait()
            return outlines.withLock { $0 }
        }
    }

    init(ranksOf apps: [UInt32], on blockStore: any ColdBlockStore) {
        (empty, self.blockStore) = (RankingOutline(ranksOf: apps), blockStore)
    }

    mutating func readAll(_ database: Database) throws {
        var records = try records(database)
        let blocks = try database.cachedStatement(sql: "SELECT key, data FROM block WHERE chart = ? ORDER BY first")
        var (sources, bytes): ([Source], Int) = ([], 0)
        for row in try Row.fetchAll(database, sql: ChartRow.query) {
            guard let chart = try ChartRow.chart(row) else { continue }
            var source = Source(number: try row.value("number"), chart: chart)
            source.records = records.removeValue(forKey: source.number) ?? []
            let rows = try Row.fetchCursor(blocks, arguments: [source.number])
            while let row = try rows.next() {
                guard let key = row.optional(0, as: Int64.self), let data = row.bytes(1) else {
                    source.isDamaged = true
                    continue
                }
                source.blocks.append((key, data))
                bytes += data.count
            }
            bytes += source.records.reduce(0) { $0 + $1.count }
            sources.append(source)
            guard bytes > Self.batch else { continue }
            finishDecoding()
            decoding = Decoding(sources, adding: empty, on: blockStore)
            (sources, bytes) = ([], 0)
        }
        finishDecoding()
        decoding = Decoding(sources, adding: empty, on: blockStore)
        finishDecoding()
        outlines.apps = Set(isListed.indices.lazy.filter { [isListed] in isListed[$0] }.map { UInt32($0) })
    }

    /// Returns the records of the log by chart number.
    private func records(_ database: Database) throws -> [Int64: [[UInt8]]] {
        var records: [Int64: [[UInt8]]] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT chart, record FROM log ORDER BY number")
        while let row = try rows.next() {
            guard let chart = row.optional(0, as: Int64.self) else { continue }
            // An empty record is reported as damaged.
            records[chart, default: []].append(row.bytes(1) ?? [])
        }
        return records
    }

    /// Waits for the charts that are being decoded, and adds their outlines.
    private mutating func finishDecoding() {
        guard let done = decoding.take() else { return }
        for (source, outline) in zip(done.sources, done.wait()) {
            guard let outline, note(outline.series) else {
                outlines.others.insert(source.chart)
                continue
            }
            guard outline.series.count > 0 else { continue }
            outlines.series.append((source.chart, outline.series))
            outlines.logged[-source.number] = outline.logged
        }
    }

    private static func outline(
        of source: Source,
        adding empty: RankingOutline,
        on blockStore: any ColdBlockStore
    ) -> Outline {
        guard !source.isDamaged else { return nil }
        var outline = empty
        do throws(RankingDamage) {
            for block in source.blocks { try outline.add(block.data, key: block.key, on: blockStore) }
            // The keys of stored blocks are positive.
            let logged = try outline.add(records: source.records, key: -source.number, on: blockStore)
            return (outline.series, logged)
        } catch {
            return nil
        }
    }

    /// Records which apps a ranking lists.
    ///
    /// - Returns: `false` if an app has a number that no app of an archive has.
    private mutating func note(_ series: RankingSeries) -> Bool {
        for block in series.blocks {
            for number in block.ids {
                if number >= isListed.count {
                    guard number < Self.numberLimit else { return false }
                    isListed += repeatElement(false, count: max(Int(number) + 1 - isListed.count, isListed.count))
                }
                isListed[Int(number)] = true
            }
        }
        return true
    }

    private static let numberLimit = 1 << 24
}
