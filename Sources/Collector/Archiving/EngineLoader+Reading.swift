import ClickHouse
import History
import Market

/// What has been written to an engine since it was read.
struct EngineUpdate: Sendable {
    var changes: EngineChanges
    /// The charts of the engine, sorted.
    var catalog: [EngineChart]
    /// The names, counts, listings and sources; `nil` if they haven't changed.
    var facts: EngineFacts?
}

/// Functions that read the engine, and block the thread.
extension EngineLoader {
    /// Loads names, counts, listings and sources.
    mutating func loadFacts(into ledger: inout Ledger, hasNames: Bool = true) throws(EngineError) {
        add(try reader.facts(of: charts, hasNames: hasNames), to: &ledger)
    }

    /// Loads the names of apps that charts list, in the storefronts of the charts, and those of other apps in all
    /// storefronts.
    func loadNames(
        ofAppsIn charts: [Chart],
        since start: Timestamp? = nil,
        and others: [AppID] = [],
        into ledger: inout Ledger
    ) throws(EngineError) {
        Self.add(try reader.names(ofAppsIn: charts, since: start, and: others), to: &ledger)
    }

    /// Loads the rankings of charts.
    ///
    /// - Parameter range: The time range in seconds; `nil` for all times.
    /// - Returns: Errors for snapshots that conflict or are incomplete.
    mutating func load(
        _ charts: [Chart],
        in range: ClosedRange<Int64>? = nil,
        into ledger: inout Ledger
    ) throws(EngineError) -> [String] {
        guard let first = charts.first else { return [] }
        let times = range ?? request(for: .older(first)).times
        let slices = try reader.slices(of: charts, in: range ?? start.map { _ in times })
        return slices.flatMap { add($0, of: Request(chart: $0.chart, times: times), to: &ledger) }
    }

    /// Loads what has been written since the last call.
    ///
    /// - Parameter unloaded: Charts to leave out, because loading them later includes the changes.
    /// - Returns: Errors for snapshots that conflict or are incomplete; `nil` if nothing has been written.
    mutating func loadChanges(
        into ledger: inout Ledger,
        except unloaded: Set<Chart> = []
    ) throws(EngineError) -> [String]? {
        guard let update = try update() else { return nil }
        let requests = requests(for: update, in: ledger.snapshot, except: unloaded)
        let slices = try Self.slices(of: requests, reader)
        if let facts = update.facts { add(facts, to: &ledger) }
        let problems = add(slices, of: requests, to: &ledger)
        finish(update)
        return problems
    }

    /// Reads what has been written since the last call, except rankings; `nil` if nothing has.
    func update() throws(EngineError) -> EngineUpdate? {
        let changes = try reader.changes(since: position)
        guard changes.position != position || !isCatalogCurrent else { return nil }
        let catalog = try reader.catalog()
        // The changes include names, counts, listings and sources if those have been read before.
        guard changes.hasFacts, hasFacts else { return EngineUpdate(changes: changes, catalog: catalog) }
        let facts = try reader.facts(of: catalog.map(\.chart), since: position)
        return EngineUpdate(changes: changes, catalog: catalog, facts: facts)
    }

    /// Reads the rankings of requests, in the same order; `nil` for those without rankings.
    ///
    /// - Parameter areFew: Whether the requests are about a few charts and the newest days.
    static func slices(
        of requests: [Request],
        areFew: Bool = false,
        _ reader: EngineReader
    ) throws(EngineError) -> [EngineSlice?] {
        var slices: [Chart: EngineSlice] = [:]
        // Most charts have changed in the same times, which one query reads.
        for (times, group) in Dictionary(grouping: requests, by: \.times) {
            let charts = group.map(\.chart)
            let found =
                areFew ? try reader.smallSlices(of: charts, in: times) : try reader.slices(of: charts, in: times)
            for slice in found { slices[slice.chart] = slice }
        }
        return requests.map { slices[$0.chart] }
    }
}
