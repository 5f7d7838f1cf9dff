public import Archive
public import History
import Market
import TimeSeries

extension ArchiveNameStore: ColdNameStore {}
extension ArchiveCountStore: ColdCountStore {}

/// Loading an archive for pages about a few apps.
extension ArchiveLoader {
    /// Loads some apps with their names, and the rankings of all charts with the ranks of only these apps into
    /// an empty ledger. The ledger reads other ranks and names from the archive when they are needed.
    ///
    /// - Parameter numbers: The numbers of the apps in the archive.
    /// - Returns: Errors for data that can't be read.
    /// - Complexity: O(bytes of the rankings).
    mutating func loadOutlines(
        ranksOf numbers: Set<UInt32>,
        into ledger: inout Ledger
    ) throws(ArchiveError) -> [ArchiveError] {
        var problems = try loadApps(numbers, in: [], into: &ledger)
        let outlines: ArchiveReader.Outlines
        do throws(ArchiveError) {
            outlines = try reader.outlines(ranksOf: numbers, on: blockStore)
        } catch {
            guard error.reason == .damaged else { throw error }
            return try problems + loadCatalog(into: &ledger) + load(.all, into: &ledger).problems
        }
        let catalog = try reader.apps(outlines.apps.subtracting(handles.keys))
        register(catalog, in: &ledger)
        problems += catalog.problems
        let handles = HandleTable(handles)
        let numbersByHandle = self.handles
        let store = ArchiveBlockStore(blockStoreReader, logged: outlines.logged, errors: blockErrors) { id in
            numbersByHandle.filter { $0.value == id }.map(\.key)
        } handle: {
            handles[$0] ?? .max
        }
        var others = outlines.others
        for (chart, var series) in outlines.series {
            // Of apps whose ids are lost, the ranks can't be read later.
            guard series.blocks.allSatisfy({ $0.ids.allSatisfy { handles[$0] != nil } }) else {
                others.insert(chart)
                continue
            }
            series.forEachBlock { block in
                block = block.renamed { handles[$0] ?? .max }
                block.evict(on: store)
            }
            ledger.add(unindexed: series, of: chart)
        }
        var numbersByApp: [AppID: [UInt32]] = [:]
        for (number, handle) in self.handles {
            numbersByApp[ledger.snapshot.registry.app(handle), default: []].append(number)
        }
        ledger.readNames(from: ArchiveNameStore(blockStoreReader, numbers: numbersByApp))
        if !others.isEmpty { problems += try load(.all, of: others, into: &ledger).problems }
        return problems
    }

    /// Loads the ranks of a chart of which ``loadOutlines(ranksOf:into:)`` has loaded everything else, and evicts blocks
    /// that exceed the memory limit.
    ///
    /// - Returns: Errors for data that can't be read.
    mutating func loadRanks(of chart: Chart, into ledger: inout Ledger) throws(ArchiveError) -> [ArchiveError] {
        guard !isOlderFull else { return [] }
        let rankings = try reader.rankings(.all, of: [chart])
        let (known, handles) = (ledger.snapshot.rankings[chart], handles)
        // If the archive has been damaged or changed since, the outline is kept.
        guard rankings.problems.isEmpty, let series = rankings.series.first?.series, series.count == known?.count,
            series.lastSeenTime == known?.lastSeenTime,
            series.blocks.allSatisfy({ $0.ids.allSatisfy { handles[$0] != nil } })
        else { return rankings.problems }
        ledger.replace(chart, with: series.blocks.map { $0.renamed { handles[$0] ?? .max } })
        evict(from: &ledger)
        return []
    }
}

/// The handles of apps by their numbers in an archive. An array is faster than a dictionary for millions of lookups.
private struct HandleTable: Sendable {
    private var handles: [UInt32] = []
    private var others: [UInt32: UInt32] = [:]

    /// The number below which handles are in the array. Numbers are dense, unless the archive is damaged.
    private static let limit: UInt32 = 1 << 20

    init(_ known: [UInt32: UInt32]) {
        others = known.filter { $0.key >= Self.limit }
        let count = known.keys.lazy.filter { $0 < Self.limit }.max().map { Int($0) + 1 } ?? 0
        handles = Array(repeating: .max, count: count)
        for (number, handle) in known where number < Self.limit { handles[Int(number)] = handle }
    }

    subscript(number: UInt32) -> UInt32? {
        guard number < handles.count else { return others[number] }
        let handle = handles[Int(number)]
        return handle == .max ? nil : handle
    }
}
