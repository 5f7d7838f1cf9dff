import Archive
import ArgumentParser
import Foundation
import Simulation
import TimeSeries

/// A benchmark that measures storing a month of 60 hourly charts with 200 ranks each (8.64 million points) in memory
/// and on disk, and compares the archive with SQLite.
struct StoreBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Measure rankings in memory and on disk.",
        discussion: "Query results are also compared with those of plain arrays; the run fails if they differ."
    )

    @Option(help: "Ids as 32-bit little-endian numbers, [60][hours][200] (default: a simulated month)")
    var workload: String?

    @Option(help: "Ids in the same format, for snapshots that last three hours") var workloadH3: String?

    @Option(help: "Hours inserted into SQLite as rows, which is slow") var rowsHours = 72

    @Flag(help: "Also measure 1, 10 and 100 million points") var growth = false

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("launchtop-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let hourly = try workload.map { try Workload(file: $0) } ?? Workload(charts: 60, hours: 720)
        let blob = try SQLiteBaseline(.blob, in: folder)
        let rows = try SQLiteBaseline(.rows, in: folder)
        let archive = StoreArchive(folder: folder, name: "hourly")
        try measureMemory(hourly, in: folder)
        try archive.measureDisk(hourly, suffix: "", baseline: blob, rows: rows, rowsHours: rowsHours)
        let series = try archive.load(baseline: blob)
        let store = StoreQueries(workload: hourly, series: series)
        store.verify()
        store.measureAppend()
        try store.measure(baseline: blob, rows: rows, rowsHours: rowsHours)
        store.measureSnapshots()
        let held = try workloadH3.map { try Workload(file: $0) } ?? Workload(charts: 60, hours: 720, hold: 3)
        let heldArchive = StoreArchive(folder: folder, name: "held")
        try heldArchive.measureDisk(held, suffix: "_h3", baseline: nil, rows: nil, rowsHours: 0)
        if growth { StoreGrowth.run() }
    }

    /// Measures memory use in a separate process.
    private func measureMemory(_ workload: Workload, in folder: URL) throws {
        let file = folder.appendingPathComponent("workload.u32")
        try workload.write(to: file)
        let bytes = try StoreMemory.inProcess(["--workload", file.path])
        Figure("memory_bytes_per_point", bytes / Double(workload.points), "B").compared(to: "ids as u32", 4).print()
    }
}
