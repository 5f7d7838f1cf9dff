import Archive
import ArgumentParser
import ClickHouse
import Collector
import Dashboard
import Foundation
import History
import Market
import Settings
import TestSupport

/// A benchmark that measures copying an archive to a ClickHouse server, and reading it there.
///
/// It starts a server on a loopback port, with its data in a temporary folder.
struct EngineBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Measure replication to a ClickHouse server, and reading it."
    )

    @Option(help: "Hours of data in 60 charts that are replicated.") var hours = 720
    @Option(help: "Charts with a week of data that are opened.") var charts = 525
    @Option(help: "Repetitions of the replication; 0 to measure only reading.") var runs = 3

    func run() throws {
        guard ClickHouseServer.isInstalled else {
            return print("{\"figure\":\"engine\",\"skipped\":\"\(ClickHouseServer.missing)\"}")
        }
        let folder = try TemporaryFolder()
        if runs > 0 { try measureReplication(in: folder) }
        try measureReading(in: folder)
    }

    // MARK: Replication

    private func measureReplication(in folder: TemporaryFolder) throws {
        let work = Workload(charts: Workload.storefronts * Workload.kinds, hours: hours)
        let path = folder.url.appendingPathComponent("replicated.sqlite").path
        var writer = try ArchiveWriter(path, owner: "bench")
        for hour in 0..<hours {
            try writer.append(ArchiveBatch(source: "bench", snapshots: BigMarket.snapshots(of: work, hour: hour)))
        }
        try writer.close()
        var (ours, raw) = ([Double](), [Double]())
        for run in 0..<runs {
            let server = try ClickHouseServer()
            raw.append(try RawInsertion(server).seconds(of: work))
            try server.query("DROP DATABASE raw")
            ours.append(try EngineCopy(path, to: server).seconds())
            guard run == runs - 1 else { continue }
            let bytes = try server.query("SELECT sum(bytes) FROM system.parts WHERE active AND database = 'launchtop'")
            let size = Double(bytes.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
            Figure("engine_bytes_per_point", size / Double(work.points), "B").print()
        }
        let name = "engine_replicate_\(work.points / 1_000_000)m_points_s"
        Figure(name, ours.sorted()[runs / 2], "s").compared(to: "raw inserts", raw.sorted()[runs / 2]).print()
    }

    // MARK: Reading

    private func measureReading(in folder: TemporaryFolder) throws {
        let archive = try OpenArchive(charts: charts, to: folder.url.appendingPathComponent("opened.sqlite").path)
        let server = try ClickHouseServer()
        _ = try EngineCopy(archive.path, to: server).seconds()
        let address = "clickhouse://127.0.0.1:\(server.port)/launchtop"
        let name = "\(archive.charts)_charts_\(archive.points / 1_000_000)m_points"
        let start = try time(of: ["--version"], until: ".").p50
        let frame = try time(of: ["--archive", address], until: "Nova")
        Figure("engine_first_frame_\(name)_ms", frame.p50 * 1e3, "ms", p95: frame.p95 * 1e3)
            .compared(to: "launchtop --version", start * 1e3).print()
        let show = try time(of: ["show", "chart", "us", "top-free", "--from", address], until: "Nova")
        Figure("engine_show_chart_\(name)_ms", show.p50 * 1e3, "ms", p95: show.p95 * 1e3)
            .compared(to: "launchtop --version", start * 1e3).print()
        try measureQueries(server)
        try measureLag(address, in: folder)
    }

    private func measureQueries(_ server: ClickHouseServer) throws {
        let ping = try median(of: 21) { try server.query("SELECT 1") }
        let reader = EngineReader(EngineClient(try server.address(), password: nil))
        let all = try reader.catalog().map(\.chart)
        var next = 0
        let block = try median(of: 21) {
            next = (next + 37) % all.count
            _ = try reader.slices(of: [all[next]])
        }
        Figure("engine_cold_block_ms", block.p50 * 1e3, "ms", p95: block.p95 * 1e3)
            .compared(to: "SELECT 1", ping.p50 * 1e3).print()
        let query =
            "SELECT chart, argMax(leader, at), max(at) FROM launchtop.snapshots WHERE partial = 0 GROUP BY chart"
        let leaders = try median(of: 21) { try server.query(query) }
        Figure("engine_leaders_\(all.count)_charts_ms", leaders.p50 * 1e3, "ms", p95: leaders.p95 * 1e3)
            .compared(to: "SELECT 1", ping.p50 * 1e3).print()
    }

    /// Measures the time from the arrival of a snapshot at a collector to its name on the screen of a dashboard that
    /// shows the engine.
    private func measureLag(_ address: String, in folder: TemporaryFolder) throws {
        let input = folder.url.appendingPathComponent("in")
        try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
        let own = folder.url.appendingPathComponent("recorded.sqlite").path
        let recorder = try RunningProgram(
            ["record", input.path, "--archive", own, "--replicate", address],
            in: folder.url
        )
        defer { _ = recorder.end(with: SIGTERM) }
        let viewer = try PseudoTerminal([Program.path, "--archive", address], columns: 120, rows: 40)
        defer { viewer.signal(SIGTERM) }
        precondition(viewer.waitFor("Nova"), "the dashboard didn't show the engine")
        // The terminal gets only cells that differ, so each name differs from the others in all cells.
        let names = Array("abcdefghijklmnop").map { String(repeating: $0, count: 9) }
        var run = 0
        let lag = try median(of: 7) {
            run += 1
            let time = BigMarket.end(hours: OpenArchive.hoursPerWeek + run).iso8601
            // Names that are alike would fail validation.
            let rows = (1...Workload.depth).map { rank in
                let name = rank == 1 ? names[run] : "Item \(String(rank * 104_729, radix: 36))"
                return "\(time),appstore,us,top-free,,\(rank),\(1_000_000 + rank),\(name),"
            }
            let text = (["time,store,storefront,chart,genre,rank,app,name,developer"] + rows).joined(separator: "\n")
            try Data(text.utf8).write(to: input.appendingPathComponent("\(run).csv"), options: .atomic)
            precondition(viewer.waitFor(names[run]), "the snapshot didn't appear")
        }
        Figure("engine_lag_s", lag.p50, "s", p95: lag.p95).print()
    }

    /// Returns the time until the program prints a text in a terminal.
    private func time(of arguments: [String], until text: String) throws -> (p50: Double, p95: Double) {
        try median(of: 11) {
            let terminal = try PseudoTerminal([Program.path] + arguments, columns: 120, rows: 40)
            precondition(terminal.waitFor(text), "no \(text)")
        }
    }
}
