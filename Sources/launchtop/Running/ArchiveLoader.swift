import Archive
import History
import Ingest
import Market
import TimeSeries

/// How far an archive was read: it has changed where this has.
struct ArchivePosition: Hashable, Sendable {
    var version: Int
    /// The last block's.
    var key: Int64
}

/// Puts what an archive holds into a ledger, whose handles for apps are its own.
struct ArchiveLoader: Sendable {
    let reader: ArchiveReader
    private(set) var blockStore: ArchiveBlockStore
    private var handles: [UInt32: UInt32] = [:]
    /// The names of apps whose ids were lost to damage.
    private var lostNames: [UInt32: [ArchiveCatalog.NameHistory]] = [:]
    /// Most bytes of memory for rankings.
    private let memory: Int

    /// Bytes of blocks that are read before there is a picture: half a second's worth. The rest comes after it.
    static let firstBytes = 4_000_000
    private static let chartsAtOnce = 64

    /// Pages that are drawn read from the shelf, and must not wait for what is being read here.
    private let blockStoreReader: ArchiveReader

    init(_ reader: ArchiveReader, configuration: Configuration) throws(ArchiveError) {
        self.reader = reader
        blockStoreReader = try reader.newConnection()
        memory = configuration.memory
        blockStore = ArchiveBlockStore(blockStoreReader) { $0 }
    }

    /// Reads apps, names and counts.
    ///
    /// - Returns: what could not be read.
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
        let handles = handles
        blockStore = ArchiveBlockStore(blockStoreReader) { handles[$0] ?? .max }
        return catalog.problems
    }

    /// Reads rankings.
    ///
    /// - Returns: what could not be read.
    func load(
        _ part: ArchiveReader.Part,
        of charts: Set<Chart>? = nil,
        into ledger: inout Ledger
    ) throws(ArchiveError) -> [ArchiveError] {
        var problems: [ArchiveError] = []
        for some in try groups(of: charts) {
            let rankings = try reader.rankings(part, of: some)
            for (chart, series) in rankings.series { add(series.blocks, of: chart, to: &ledger) }
            ledger.evict(toFit: memory, on: blockStore)
            problems += rankings.problems
        }
        return problems
    }

    /// The charts, some at a time, so that not all of it is in memory before the first of it goes to the shelf.
    func groups(of charts: Set<Chart>? = nil) throws(ArchiveError) -> [Set<Chart>] {
        let all = if let charts { Array(charts) } else { try reader.charts() }
        return stride(from: 0, to: all.count, by: Self.chartsAtOnce).map {
            Set(all[$0..<min(all.count, $0 + Self.chartsAtOnce)])
        }
    }

    /// How far the archive is now.
    func mark() throws(ArchiveError) -> ArchivePosition {
        ArchivePosition(version: try reader.version(), key: try reader.lastKey())
    }

    private func add(_ blocks: [RankingBlock], of chart: Chart, to ledger: inout Ledger) {
        for block in blocks {
            var lost: [UInt32: UInt32] = [:]
            for number in block.ids where handles[number] == nil {
                // An app whose id was lost to damage: its places are there, and its names where they can be read.
                guard let app = AppID(stored: "lost-\(number)") else { continue }
                lost[number] = ledger.handle(of: app, in: chart.store)
                for history in lostNames[number] ?? [] {
                    ledger.restore(history.names, of: app, in: history.storefront)
                }
            }
            var renamed = block.renamed { handles[$0] ?? lost[$0] ?? .max }
            // The shelf would not know them.
            if !lost.isEmpty { renamed.stored(as: nil) }
            ledger.merge([renamed], of: chart)
        }
    }
}
