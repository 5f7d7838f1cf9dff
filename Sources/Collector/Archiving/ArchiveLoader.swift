import Archive
import History
import Market
import Settings
import TimeSeries

/// A position up to which an archive has been read. Every change to the archive changes its current position.
package struct ArchivePosition: Hashable, Sendable {
    var version: Int
    /// The key of the last block.
    var key: Int64
}

/// A type that loads the contents of an archive into a ledger, and maps the archive's app numbers to the ledger's
/// handles.
package struct ArchiveLoader: Sendable {
    let reader: ArchiveReader
    private(set) var blockStore: ArchiveBlockStore
    private var handles: [UInt32: UInt32] = [:]
    /// The names of apps whose ids are lost because the archive is damaged, by app number.
    private var lostNames: [UInt32: [ArchiveCatalog.NameHistory]] = [:]
    /// The memory limit for rankings, in bytes.
    private let memory: Int

    /// The total size of the blocks to read before the first frame, in bytes. Reading them takes about half a second;
    /// the rest is read afterwards.
    static let firstBytes = 4_000_000
    private static let chartsPerGroup = 64

    /// A separate reader for evicted blocks, so that drawing a page doesn't wait for loading.
    private let blockStoreReader: ArchiveReader

    init(_ reader: ArchiveReader, configuration: Configuration) throws(ArchiveError) {
        self.reader = reader
        blockStoreReader = try reader.newConnection()
        memory = configuration.memory
        blockStore = ArchiveBlockStore(blockStoreReader) { $0 }
    }

    /// Loads apps, names, counts and the sources of charts into a ledger.
    ///
    /// - Returns: Errors for data that can't be read.
    mutating func loadCatalog(into ledger: inout Ledger) throws(ArchiveError) -> [ArchiveError] {
        let catalog = try reader.catalog()
        for number in catalog.apps.keys.sorted() {
            guard let app = catalog.apps[number], let store = catalog.stores[number] else { continue }
            handles[number] = ledger.handle(of: app, in: store)
        }
        lostNames = [:]
        for history in catalog.nameHistories {
            if let app = catalog.apps[history.app] {
                ledger.restore(history.names, of: app, in: history.storefront)
            } else {
                lostNames[history.app, default: []].append(history)
            }
        }
        for (counter, count) in catalog.counts { ledger.append(count, of: counter) }
        for known in catalog.chartSources {
            ledger.note(ChartSource(source: known.source, first: known.first, last: known.last), of: known.chart)
        }
        let handles = handles
        blockStore = ArchiveBlockStore(blockStoreReader) { handles[$0] ?? .max }
        return catalog.problems
    }

    /// Loads rankings into a ledger, and evicts blocks that exceed the memory limit.
    ///
    /// - Parameters:
    ///   - part: The part of the archive to load.
    ///   - charts: The charts to load; `nil` for all charts.
    /// - Returns: Errors for data that can't be read.
    func load(
        _ part: ArchiveReader.Part,
        of charts: Set<Chart>? = nil,
        into ledger: inout Ledger
    ) throws(ArchiveError) -> [ArchiveError] {
        var problems: [ArchiveError] = []
        for group in try groups(of: charts) {
            let rankings = try reader.rankings(part, of: group)
            for (chart, series) in rankings.series { add(series.blocks, of: chart, to: &ledger) }
            ledger.evict(toFit: memory, on: blockStore)
            problems += rankings.problems
        }
        return problems
    }

    /// Returns the charts in groups. If `charts` is `nil`, returns all charts of the archive. Evicting old blocks after
    /// each group limits the memory used.
    func groups(of charts: Set<Chart>? = nil) throws(ArchiveError) -> [Set<Chart>] {
        let all = if let charts { Array(charts) } else { try reader.charts() }
        return stride(from: 0, to: all.count, by: Self.chartsPerGroup).map {
            Set(all[$0..<min(all.count, $0 + Self.chartsPerGroup)])
        }
    }

    /// Returns the current position of the archive.
    func position() throws(ArchiveError) -> ArchivePosition {
        ArchivePosition(version: try reader.version(), key: try reader.lastKey())
    }

    private func add(_ blocks: [RankingBlock], of chart: Chart, to ledger: inout Ledger) {
        for block in blocks {
            var lost: [UInt32: UInt32] = [:]
            for number in block.ids where handles[number] == nil {
                // The id of this app is lost because the archive is damaged. Its ranks and perhaps its names remain.
                guard let app = AppID(stored: "lost-\(number)") else { continue }
                lost[number] = ledger.handle(of: app, in: chart.store)
                for history in lostNames[number] ?? [] {
                    ledger.restore(history.names, of: app, in: history.storefront)
                }
            }
            var renamed = block.renamed { handles[$0] ?? lost[$0] ?? .max }
            // The block store has no handles for these apps, so the block must stay in memory.
            if !lost.isEmpty { renamed.stored(as: nil) }
            ledger.merge([renamed], of: chart)
        }
    }
}
