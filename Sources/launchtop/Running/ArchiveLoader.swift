import Archive
import History
import Ingest
import Market
import TimeSeries

/// Puts what an archive holds into a ledger, whose handles for apps are its own.
struct ArchiveLoader: Sendable {
    let reader: ArchiveReader
    private(set) var shelf: ArchiveShelf
    private var handles: [UInt32: UInt32] = [:]
    /// Most bytes of memory for rankings.
    private let memory: Int

    /// Bytes of blocks that are read before there is a picture: half a second's worth. The rest comes after it.
    static let firstBytes = 4_000_000
    private static let chartsAtOnce = 64

    init(_ reader: ArchiveReader, configuration: Configuration) {
        self.reader = reader
        memory = configuration.memory
        shelf = ArchiveShelf(reader) { $0 }
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
        for naming in catalog.namings {
            guard let app = catalog.apps[naming.app] else { continue }
            ledger.note(
                name: naming.name,
                developer: naming.developer,
                of: app,
                in: naming.storefront,
                since: naming.since
            )
        }
        for (counter, count) in catalog.counts { ledger.append(count, of: counter) }
        let handles = handles
        shelf = ArchiveShelf(reader) { handles[$0] ?? .max }
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
        var rest = if let charts { Array(charts) } else { try reader.charts() }
        while !rest.isEmpty {
            // Some at a time, so that not all of it is in memory before the first of it goes to the shelf.
            let some = Set(rest.prefix(Self.chartsAtOnce))
            rest.removeFirst(some.count)
            let rankings = try reader.rankings(part, of: some)
            for (chart, series) in rankings.series { add(series.blocks, of: chart, to: &ledger) }
            ledger.shelve(toFit: memory, on: shelf)
            problems += rankings.problems
        }
        return problems
    }

    private func add(_ blocks: [RankingBlock], of chart: Chart, to ledger: inout Ledger) {
        for block in blocks {
            var lost: [UInt32: UInt32] = [:]
            for number in block.ids where handles[number] == nil {
                // Its lists are there, but which app it was is not.
                lost[number] = AppID("lost-\(number)").map { ledger.handle(of: $0, in: chart.store) }
            }
            ledger.merge([block.renamed { handles[$0] ?? lost[$0] ?? .max }], of: chart)
        }
    }
}
