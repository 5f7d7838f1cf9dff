import Archive
import ArgumentParser
import Foundation
import History
import Market
import TestSupport
import TimeSeries

/// A benchmark that measures writing and opening an archive of snapshots from two sources, which spell the names of a
/// chart's 100 apps differently. The cost must be linear in hours, and the number of stored names must not grow.
struct NamesBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "Measure archives of sources that spell names differently.",
    )

    private static let apps = 100
    private static let hours = [500, 1000, 2000]

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("launchtop-bench-names-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var before: (write: Double, open: Double)?
        for hours in Self.hours {
            let path = folder.appendingPathComponent("\(hours).sqlite").path
            let write = try ContinuousClock().measure { try Self.write(hours: hours, to: path) } / .milliseconds(1)
            var names = 0
            let open = try median(of: 9) { names = try Self.open(path) }
            Figure("names_rows_\(hours)h", Double(names), "rows").print()
            var figures = [
                Figure("names_write_\(hours)h_ms", write, "ms"),
                Figure("names_open_\(hours)h_ms", open.p50 * 1e3, "ms", p95: open.p95 * 1e3),
            ]
            if let before {
                figures[0] = figures[0].compared(to: "half the hours", before.write)
                figures[1] = figures[1].compared(to: "half the hours", before.open)
            }
            for figure in figures { figure.print() }
            before = (write, open.p50 * 1e3)
        }
    }

    private static func write(hours: Int, to path: String) throws {
        var writer = try ArchiveWriter(path, owner: "bench")
        // Several snapshots per transaction, like an import.
        for first in stride(from: 0, to: hours * 2, by: 128) {
            let lists = (first..<min(hours * 2, first + 128)).compactMap(list)
            try writer.append(ArchiveBatch(source: "bench", snapshots: lists))
        }
        try writer.seal()
        try writer.close()
    }

    /// Returns the snapshot for a half hour. Snapshots alternate between two sources, which spell names differently.
    ///
    /// - Parameter number: The number of the half hour, from 0.
    private static func list(_ number: Int) -> ChartSnapshot? {
        guard let storefront = Storefront(stored: "us") else { return nil }
        let entries = (0..<apps).compactMap { app -> RankEntry? in
            guard let rank = Rank(app + 1), let id = AppID(stored: "\(1_700_000_000 + app)") else { return nil }
            return RankEntry(
                rank: rank,
                app: id,
                name: "App number \(app)\(number % 2 == 0 ? "" : ": the best")",
                developer: "Maker of \(app)"
            )
        }
        return ChartSnapshot(
            chart: Chart(storefront: storefront, kind: .topFree),
            observedAt: Timestamp(seconds: Workload.time(0) + Int64(number) * 1800),
            entries: entries
        )
    }

    /// Reads an archive into a ledger.
    ///
    /// - Returns: The number of stored names.
    private static func open(_ path: String) throws -> Int {
        let reader = try ArchiveReader(path)
        let catalog = try reader.catalog()
        var ledger = Ledger(namesOf: catalog)
        for (chart, series) in try reader.rankings().series { ledger.merge(series.blocks, of: chart) }
        return catalog.nameHistories.reduce(0) { $0 + $1.names.spans.count }
    }
}
