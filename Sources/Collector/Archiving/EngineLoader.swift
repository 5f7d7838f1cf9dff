import Archive
package import ClickHouse
import Foundation
import History
import Input
import Market
package import Settings
import TimeSeries

/// A type that loads the history in an engine into a ledger.
///
/// Charts are loaded as a whole and stay in memory. If the engine has more points than fit into the memory limit, only
/// the newest days are loaded.
package struct EngineLoader: Sendable {
    let reader: EngineReader
    /// The start of the history that is loaded; `nil` to load all of it.
    private(set) var start: Timestamp?
    /// How far the engine has been read.
    private(set) var position = EnginePosition()
    private(set) var charts: [Chart] = []

    /// The number of bytes that a point takes in memory, with room for growth.
    private static let bytesPerPoint = 2

    /// Connects to an engine.
    ///
    /// - Parameter memory: The memory limit for rankings, in bytes.
    init(_ reader: EngineReader, memory: Int) throws(EngineError) {
        self.reader = reader
        try reader.check()
        // Get the position before loading, so that data written in the meantime is loaded afterwards.
        position = try reader.position()
        charts = try reader.charts()
        start = try reader.start(ofNewest: memory / Self.bytesPerPoint)
    }

    /// Loads names, counts, listings and sources.
    func loadFacts(into ledger: inout Ledger, since position: EnginePosition = EnginePosition()) throws(EngineError) {
        let facts = try reader.facts(of: charts, since: position)
        for names in facts.names {
            _ = ledger.handle(of: names.app, in: names.store)
            ledger.restore(names.names, of: names.app, in: names.storefront)
        }
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

    /// The number of seconds after which a source or a collector without new data counts as stopped.
    private static let stoppedAfter: Int64 = 3600

    /// The status of a source that a collector polls. The engine has only the time of its newest data.
    private static func health(of label: String, newest: Timestamp?, at now: Timestamp) -> SourceHealth {
        var source = SourceHealth(source: label)
        source.newestData = newest
        source.isPolled = newest.map { now - $0 < stoppedAfter } ?? false
        if source.isPolled { source.lastSuccess = newest }
        return source
    }

    /// The status of the engine for the Sources page.
    ///
    /// - Parameter error: The error of the last request; `nil` if it succeeded.
    func health(at now: Timestamp, error: EngineError? = nil) -> SourceHealth {
        var source = SourceHealth(source: "\(reader.address)")
        // A collector sends a batch within seconds.
        let newest = position.batches.values.max().map { Timestamp(seconds: Int64($0)) }
        (source.isPolled, source.isRecording) = (false, newest.map { now - $0 < Self.stoppedAfter } ?? false)
        source.lastAttempt = now
        source.lastSuccess = error == nil ? now : nil
        source.error = error?.description
        if let start {
            source.note =
                "shows data since \(start.iso8601); for older data, increase memory in [store] of the config file"
        }
        return source
    }

    /// Loads the rankings of charts.
    ///
    /// - Parameter range: The time range in seconds; `nil` for all times.
    /// - Returns: Errors for snapshots that conflict or are incomplete.
    func load(
        _ charts: [Chart],
        in range: ClosedRange<Int64>? = nil,
        into ledger: inout Ledger
    ) throws(EngineError) -> [String] {
        let known = start.map { $0.seconds...Int64(UInt32.max) }
        var problems: [String] = []
        for slice in try reader.slices(of: charts, in: range ?? known) {
            let handles = slice.apps.map { ledger.handle(of: $0, in: slice.chart.store) }
            ledger.merge(slice.series.blocks.map { block in block.renamed { handles[Int($0)] } }, of: slice.chart)
            problems += slice.problems.map { "\(reader.address): \($0)" }
        }
        return problems
    }

    /// Loads what has been written since the last call.
    ///
    /// - Parameter unloaded: Charts to leave out, because loading them later includes the changes.
    /// - Returns: Errors for snapshots that conflict or are incomplete; `nil` if nothing has been written.
    mutating func loadChanges(
        into ledger: inout Ledger,
        except unloaded: Set<Chart> = []
    ) throws(EngineError) -> [String]? {
        let changes = try reader.changes(since: position)
        guard changes.position != position else { return nil }
        let known = Set(charts)
        charts = try reader.charts()
        if changes.hasFacts { try loadFacts(into: &ledger, since: position) }
        var problems: [String] = []
        for chart in charts where !unloaded.contains(chart) {
            guard let range = changes.range(of: chart) else { continue }
            problems += try load([chart], in: known.contains(chart) ? range : nil, into: &ledger)
        }
        position = changes.position
        return problems
    }
}

extension EngineReader {
    /// Creates a reader for the address of an engine.
    ///
    /// - Parameter configuration: The settings, whose password is used for the engine in `[replicate]`.
    /// - Throws: An error if the address is invalid, or its password can't be read. The error doesn't contain it.
    package static func open(_ text: String, _ configuration: Configuration) throws(EngineError) -> EngineReader {
        let address: EngineAddress
        do throws(InvalidText) {
            address = try EngineAddress.parse(text)
        } catch {
            throw EngineError(.other, "engine", error.problem)
        }
        return EngineReader(try EngineClient(address, settings: configuration.replication, timeout: 10))
    }
}
