import Archive
import Foundation
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
    private(set) var handles: [UInt32: UInt32] = [:]
    /// The names of apps whose ids are lost because the archive is damaged, by app number.
    private var lostNames: [UInt32: [ArchiveCatalog.NameHistory]] = [:]
    /// The memory limit for rankings, in bytes.
    let memory: Int

    /// The number of seconds before the newest stored snapshot of a chart of which all snapshots are loaded first: a
    /// week, which charts show, and a day, over which changes are measured.
    static let newestSeconds: Int64 = 8 * 86_400
    private static let chartsPerGroup = 16
    /// The memory limit for the ranks of snapshots that aren't in the last block of a chart, in bytes. They are read
    /// quickly, and seldom: a page about a chart needs one to two of its blocks.
    private static let olderMemory = 12 << 20

    /// Whether the ranks of older snapshots have reached their memory limit.
    private(set) var isOlderFull = false

    /// The errors for evicted blocks that can't be read.
    let blockErrors = BlockErrors()
    /// The store of counts; `nil` before the apps with counts have been loaded.
    private var countStore: ArchiveCountStore?
    /// A separate reader for evicted blocks, so that drawing a page doesn't wait for loading.
    let blockStoreReader: ArchiveReader

    init(_ reader: ArchiveReader, configuration: Configuration) throws(ArchiveError) {
        self.reader = reader
        blockStoreReader = try reader.newConnection()
        memory = configuration.memory
        blockStore = ArchiveBlockStore(blockStoreReader, errors: blockErrors) { $0 }
    }

    /// Loads apps, names and the sources of charts into a ledger. The ledger reads counts from the archive when they are
    /// needed.
    ///
    /// - Returns: Errors for data that can't be read.
    mutating func loadCatalog(into ledger: inout Ledger) throws(ArchiveError) -> [ArchiveError] {
        let catalog = try reader.catalog(hasCounts: false)
        handles = [:]
        lostNames = [:]
        register(catalog, in: &ledger)
        readCounts(of: catalog, in: &ledger)
        addNames(catalog.nameHistories[...], of: catalog, to: &ledger)
        return catalog.problems
    }

    /// Loads some apps and their names in the given storefronts into a ledger. The ledger reads counts from the archive when
    /// they are needed.
    ///
    /// - Parameters:
    ///   - numbers: The numbers of the apps in the archive.
    ///   - storefronts: The storefronts; an empty set for all storefronts.
    /// - Returns: Errors for data that can't be read.
    mutating func loadApps(
        _ numbers: Set<UInt32>,
        in storefronts: Set<Storefront>,
        into ledger: inout Ledger
    ) throws(ArchiveError) -> [ArchiveError] {
        let catalog = try reader.catalog(of: numbers, in: storefronts)
        register(catalog, in: &ledger)
        if countStore == nil { readCounts(of: catalog, in: &ledger) }
        addNames(catalog.nameHistories[...], of: catalog, to: &ledger)
        return catalog.problems
    }

    /// Lets a ledger read the counts of the apps in a catalog.
    mutating func readCounts(of catalog: ArchiveCatalog, in ledger: inout Ledger) {
        let store = ArchiveCountStore(blockStoreReader, catalog, errors: blockErrors)
        countStore = store
        ledger.readCounts(from: store)
    }

    /// Lets a ledger read counts from the archive that were written since the loader was created, instead of keeping them
    /// in memory.
    ///
    /// - Parameter isComplete: Whether all counts that were added to the ledger have been written.
    mutating func readCounts(in ledger: inout Ledger, isComplete: Bool) throws(ArchiveError) {
        let store = ArchiveCountStore(blockStoreReader, try reader.countedCatalog(), errors: blockErrors)
        countStore = store
        ledger.readCounts(from: store, isComplete: isComplete)
    }

    /// Adds the apps of a catalog to a ledger, without names and counts.
    mutating func register(_ catalog: ArchiveCatalog, in ledger: inout Ledger) {
        for number in catalog.apps.keys.sorted() {
            guard let app = catalog.apps[number], let store = catalog.stores[number] else { continue }
            handles[number] = ledger.handle(of: app, in: store)
        }
        for history in catalog.nameHistories where catalog.apps[history.app] == nil {
            lostNames[history.app, default: []].append(history)
        }
        for listing in catalog.listings {
            ledger.restore(listing.points, of: listing.app, listedIn: listing.storefront)
        }
        for review in catalog.reviews { ledger.append(review) }
        for known in catalog.chartSources {
            ledger.note(ChartSource(source: known.source, first: known.first, last: known.last), of: known.chart)
        }
        let handles = handles
        blockStore = ArchiveBlockStore(blockStoreReader, errors: blockErrors) { id in
            handles.filter { $0.value == id }.map(\.key)
        } handle: {
            handles[$0] ?? .max
        }
    }

    /// Adds names of a catalog to a ledger.
    func addNames(
        _ histories: ArraySlice<ArchiveCatalog.NameHistory>,
        of catalog: ArchiveCatalog,
        to ledger: inout Ledger
    ) {
        for history in histories {
            guard let app = catalog.apps[history.app] else { continue }
            ledger.restore(history.names, of: app, in: history.storefront)
        }
    }

    /// The result of loading rankings.
    struct Outcome {
        /// The charts that have older blocks, which weren't loaded.
        var incomplete: Set<Chart> = []
        /// Errors for data that can't be read.
        var problems: [ArchiveError] = []
    }

    /// Loads rankings into a ledger, with their apps if they haven't been loaded, and evicts blocks that exceed the
    /// memory limit.
    ///
    /// - Parameters:
    ///   - part: The part of the archive to load.
    ///   - charts: The charts to load; `nil` for all charts.
    @discardableResult
    mutating func load(
        _ part: ArchiveReader.Part,
        of charts: Set<Chart>? = nil,
        into ledger: inout Ledger
    ) throws(ArchiveError) -> Outcome {
        var outcome = Outcome()
        for group in try groups(of: charts) {
            let rankings = try reader.rankings(part, of: group)
            var unknown: Set<UInt32> = []
            for (_, series) in rankings.series {
                for block in series.blocks {
                    for number in block.ids where handles[number] == nil { unknown.insert(number) }
                }
            }
            if !unknown.isEmpty {
                outcome.problems += try loadApps(unknown, in: Set(group.map(\.storefront)), into: &ledger)
            }
            for (chart, series) in rankings.series { add(series.blocks, of: chart, to: &ledger) }
            evict(from: &ledger)
            outcome.incomplete.formUnion(rankings.incomplete)
            outcome.problems += rankings.problems
        }
        return outcome
    }

    /// Evicts blocks that exceed a memory limit.
    mutating func evict(from ledger: inout Ledger) {
        if ledger.evictOlder(toFit: min(memory, Self.olderMemory), on: blockStore) { isOlderFull = true }
        ledger.evict(toFit: memory, on: blockStore)
    }

    /// Loads the older rankings of a chart of which the newest are loaded. If the ranks of older snapshots have reached their
    /// memory limit, these ranks stay on disk.
    mutating func loadOlder(of chart: Chart, into ledger: inout Ledger) throws(ArchiveError) -> Outcome {
        let keys = Set(ledger.snapshot.rankings[chart]?.blocks.compactMap(\.key) ?? [])
        guard isOlderFull, let outline = try reader.outline(of: chart, except: keys, on: blockStore),
            outline.blocks.allSatisfy({ $0.ids.allSatisfy { handles[$0] != nil } })
        else { return try load(.except(keys: keys), of: [chart], into: &ledger) }
        let blocks = outline.blocks.map { block in
            var block = block.renamed { handles[$0] ?? .max }
            block.evict(on: blockStore)
            return block
        }
        ledger.merge(blocks, of: chart)
        return Outcome()
    }

    /// Returns the charts in groups. If `charts` is `nil`, returns all charts of the archive. Evicting old blocks after
    /// each group limits the memory used.
    private func groups(of charts: Set<Chart>?) throws(ArchiveError) -> [Set<Chart>] {
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
