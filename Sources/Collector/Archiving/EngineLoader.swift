import Archive
import ClickHouse
import History
import Market
import TimeSeries

/// A type that loads the history in an engine into a ledger.
///
/// Nothing here waits for the server except the functions that read; all others only decide what to read, or add what
/// was read. Old rankings that exceed the memory limit are evicted, and read again when they are needed.
package struct EngineLoader: Sendable {
    let reader: EngineReader
    /// The store of evicted blocks.
    let blockStore: EngineBlockStore
    /// The start of the history that is loaded; `nil` to load all of it.
    private(set) var start: Timestamp?
    /// The problem with the engine's clock or this computer's; `nil` if they agree.
    let clockProblem: String?
    /// How far the engine has been read.
    private(set) var position: EnginePosition
    /// The charts of the engine, sorted.
    private(set) var charts: [Chart] = []
    /// Whether names, counts, listings and sources have been loaded.
    private(set) var hasFacts = false
    /// Whether the charts were read after the position. When the engine is opened, both are read at the same time.
    private(set) var isCatalogCurrent = false
    /// The times of the snapshots of each chart when the engine was opened.
    private var times: [Chart: ClosedRange<Int64>] = [:]
    /// The time since which the snapshots of a chart are loaded.
    private var loadedSince: [Chart: Int64] = [:]
    /// The memory limit for rankings, in bytes.
    private let memory: Int
    /// The size of the rankings above which blocks are evicted. It exceeds the memory limit if evicting wasn't enough.
    private var evictionThreshold: Int

    /// The part of an engine to load.
    enum Extent {
        /// Everything that fits into memory.
        case resident
        /// As many points as the memory limit has bytes. Most of them will be evicted.
        case evictable
    }

    /// Connects to an engine.
    ///
    /// - Parameter memory: The memory limit for rankings, in bytes.
    init(_ reader: EngineReader, memory: Int, extent: Extent = .resident) throws(EngineError) {
        (self.reader, self.memory, evictionThreshold) = (reader, memory, memory)
        blockStore = EngineBlockStore(reader)
        let opening = try reader.open()
        clockProblem = EngineClock.problem(engine: opening.time, local: SystemClock.now())
        position = opening.position
        note(opening.charts)
        // A point takes two bytes in memory, with room for growth.
        let limit = extent == .resident ? memory / 2 : memory
        if opening.points > limit { start = try reader.start(ofNewest: limit) }
    }

    private mutating func note(_ catalog: [EngineChart]) {
        charts = catalog.map(\.chart)
        for chart in catalog { times[chart.chart] = chart.times }
    }

    /// The time of the newest snapshot that the engine had when it was last read; `nil` if there is none.
    var newest: Timestamp? { times.values.map(\.upperBound).max().map { Timestamp(seconds: $0) } }

    /// All times that are loaded.
    private var allTimes: ClosedRange<Int64> { (start?.seconds ?? 0)...Int64(UInt32.max) }

    // MARK: What to read

    /// A part of the rankings to read.
    struct Request: Hashable {
        var chart: Chart
        var times: ClosedRange<Int64>
        /// Whether the rankings replace those in memory, of which some are evicted. Otherwise, they are added.
        var isReplacement = true
    }

    /// Returns what a step of the queue reads.
    func request(for step: LoadQueue.Step) -> Request {
        let all = allTimes
        switch step {
        case .older(let chart):
            let end = loadedSince[chart].map { max(all.lowerBound, $0 - 1) } ?? all.upperBound
            return Request(chart: chart, times: all.lowerBound...end)
        case .newest(let chart), .ranks(let chart):
            let start = times[chart].map { $0.upperBound - ArchiveLoader.newestSeconds } ?? 0
            // Charts that were polled at about the same time are read by one query.
            let day = start - start % Day.secondsPerDay
            return Request(chart: chart, times: max(day, all.lowerBound)...all.upperBound)
        }
    }

    /// Returns whether a chart has snapshots before those that a request reads.
    func isIncomplete(_ request: Request) -> Bool {
        guard let times = times[request.chart] else { return false }
        return max(times.lowerBound, allTimes.lowerBound) < request.times.lowerBound
    }

    /// Returns what has to be read to show changes.
    ///
    /// - Parameter unloaded: Charts to leave out, because loading them later includes the changes.
    func requests(
        for update: EngineUpdate,
        in ledger: LedgerSnapshot,
        except unloaded: Set<Chart> = []
    ) -> [Request] {
        update.catalog.map(\.chart).compactMap { chart in
            guard !unloaded.contains(chart) else { return nil }
            // A new chart, or one that was written while the engine was opened.
            guard let since = loadedSince[chart] else { return Request(chart: chart, times: allTimes) }
            // Older snapshots are loaded later.
            guard let changed = update.changes.range(of: chart), changed.upperBound >= since else { return nil }
            let times = max(changed.lowerBound, since)...changed.upperBound
            let evicted = ledger.rankings[chart]?.evictedTimes(touching: times)
            return Request(chart: chart, times: evicted ?? times, isReplacement: evicted != nil)
        }
    }

    /// Returns what to read again so that it can be evicted: the full blocks of a chart that have changed since they were
    /// read; `nil` if the rankings don't exceed the memory limit, or there are no such blocks.
    func requestToEvict(in ledger: LedgerSnapshot) -> Request? {
        guard ledger.rankingBytes > memory else { return nil }
        let changed = ledger.charts.map { chart in
            (chart, blocks: ledger.rankings[chart]?.blocks.dropLast().filter { $0.key == nil } ?? [])
        }
        guard let (chart, blocks) = changed.max(by: { $0.blocks.count < $1.blocks.count }),
            let first = blocks.first?.seenRange, let last = blocks.last?.seenRange
        else { return nil }
        return Request(chart: chart, times: first.lowerBound...last.upperBound)
    }

    // MARK: Adding what was read

    /// Adds names, counts, listings and sources to a ledger.
    mutating func add(_ facts: EngineFacts, to ledger: inout Ledger) {
        hasFacts = true
        Self.add(facts.names, to: &ledger)
        for report in facts.counts { ledger.append(report) }
        for listing in facts.listings {
            ledger.restore(listing.points, of: listing.app, listedIn: listing.storefront)
        }
        for (label, charts) in Dictionary(grouping: facts.sources, by: \.source).sorted(by: { $0.key < $1.key }) {
            ledger.note(Self.health(of: label, newest: charts.map(\.last).max(), at: SystemClock.now()))
        }
        for source in facts.sources {
            ledger.note(ChartSource(source: source.source, first: source.first, last: source.last), of: source.chart)
        }
    }

    static func add(_ names: [EngineFacts.Names], to ledger: inout Ledger) {
        for names in names {
            _ = ledger.handle(of: names.app, in: names.store)
            ledger.restore(names.names, of: names.app, in: names.storefront)
        }
    }

    /// Adds the rankings that requests returned to a ledger, and then evicts blocks that exceed the memory limit.
    ///
    /// Nothing is evicted in between, because the requests depend on which blocks are evicted: snapshots aren't added to
    /// an evicted block, which may already contain them in the engine.
    ///
    /// - Parameter slices: The rankings in the order of the requests; `nil` for a request without rankings.
    /// - Returns: Errors for snapshots that conflict or are incomplete.
    mutating func add(_ slices: [EngineSlice?], of requests: [Request], to ledger: inout Ledger) -> [String] {
        let problems = zip(slices, requests).flatMap { insert($0, of: $1, into: &ledger) }
        let isReplacement = requests.contains(where: \.isReplacement)
        if ledger.snapshot.rankingBytes > (isReplacement ? memory : evictionThreshold) {
            ledger.evict(toFit: memory, on: blockStore)
            evictionThreshold = max(memory, ledger.snapshot.rankingBytes / 4 * 5)
        }
        return problems
    }

    /// Adds the rankings that a request returned to a ledger.
    mutating func add(_ slice: EngineSlice?, of request: Request, to ledger: inout Ledger) -> [String] {
        add([slice], of: [request], to: &ledger)
    }

    private mutating func insert(_ slice: EngineSlice?, of request: Request, into ledger: inout Ledger) -> [String] {
        let chart = request.chart
        loadedSince[chart] = min(loadedSince[chart] ?? .max, request.times.lowerBound)
        guard let slice, !slice.series.blocks.isEmpty else { return [] }
        let handles = slice.apps.map { ledger.handle(of: $0, in: chart.store) }
        blockStore.note(slice.apps, handles)
        var blocks = slice.series.blocks.map { block in block.renamed { handles[Int($0)] } }
        if request.isReplacement {
            for index in blocks.indices {
                blocks[index].stored(as: blocks[index].seenRange.map { blockStore.add($0, of: chart) })
            }
            blockStore.remove(ledger.replace(request.times, of: chart, with: blocks))
        } else {
            ledger.append(blocks, of: chart)
        }
        return slice.problems.map { "\(reader.address): \($0)" }
    }

    /// Records that changes have been added.
    mutating func finish(_ update: EngineUpdate) {
        isCatalogCurrent = true
        note(update.catalog)
        position = update.changes.position
    }
}
