import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Market
import Simulation
import TestSupport

/// A command that prints benchmark figures as JSON lines. Most figures are medians, and many have a baseline measured
/// in the same run.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launchtop-bench",
        abstract: "Print benchmark figures as JSON lines.",
        subcommands: [
            FacesBench.self, StoreBench.self, StoreMemory.self, RankingFuzzing.self, CanvasBench.self,
            GalleryCommand.self, IngestBench.self, ChartServer.self, GrowthBench.self, PagesBench.self,
            LaunchBench.self, KeyFuzzing.self, RatingsBench.self, SalesBench.self, NamesBench.self, OpenBench.self,
            EngineBench.self, ResultTable.self,
            WorkloadCommand.self,
        ],
        defaultSubcommand: FacesBench.self
    )
}

/// A benchmark that measures frame times and the time to the first frame.
struct FacesBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faces",
        abstract: "Measure frame times and the time to the first frame."
    )

    func run() throws {
        measureFrames()
        try measureFirstFrame()
    }

    private func measureFrames() {
        let chart = Dashboards.marketReplay(at: "2026-03-05T12:00:00Z", size: Size(columns: 200, rows: 60))
        let blank = median(of: 200) { _ = Frame(size: Size(columns: 200, rows: 60)) }
        let frame = median(of: 200) { _ = chart.frame(theme: .standard) }
        Figure("frame_charts_200x60_ms", frame.p50 * 1e3, "ms", p95: frame.p95 * 1e3)
            .compared(to: "blank frame", blank.p50 * 1e3).print()
        if let sora = try? Dashboards.sora(at: "2025-10-06T23:59:59Z", size: Size(columns: 200, rows: 60)) {
            let frame = median(of: 200) { _ = sora.frame(theme: .standard) }
            Figure("frame_app_200x60_ms", frame.p50 * 1e3, "ms", p95: frame.p95 * 1e3)
                .compared(to: "blank frame", blank.p50 * 1e3).print()
        }
    }

    /// Measures the time from starting the process to its first frame in a separate terminal, relative to a trivial
    /// program.
    private func measureFirstFrame() throws {
        let program = Program.path
        guard FileManager.default.isExecutableFile(atPath: program) else { return }
        let ours = try median(of: 21) {
            let terminal = try PseudoTerminal(
                [program, "replay", "sora", "--at", "2025-10-06"],
                columns: 120,
                rows: 40
            )
            guard terminal.waitFor("627,000"), terminal.waitFor("quit") else { return }
        }
        let baseline = try median(of: 21) {
            let terminal = try PseudoTerminal(["/bin/sh", "-c", "echo painted"], columns: 120, rows: 40)
            terminal.waitFor("painted")
        }
        Figure("first_frame_ms", ours.p50 * 1e3, "ms", p95: ours.p95 * 1e3).compared(
            to: "sh -c echo",
            baseline.p50 * 1e3
        )
        .print()
    }
}

/// Returns the median and the 95th percentile of the time that `work` takes, in seconds, after one warm-up run.
func median(of runs: Int, _ work: () throws -> Void) rethrows -> (p50: Double, p95: Double) {
    try work()
    let clock = ContinuousClock()
    let times = try (0..<runs).map { _ in try clock.measure(work) / .seconds(1) }.sorted()
    return (times[times.count / 2], times[times.count * 95 / 100])
}

/// Returns percentiles of the time that `work` takes, in seconds, after one warm-up run.
func percentiles(of runs: Int, _ work: () -> Void) -> (p50: Double, p95: Double, p99: Double) {
    work()
    let times = (0..<runs).map { _ in ContinuousClock().measure(work) / .seconds(1) }.sorted()
    return (times[runs / 2], times[runs * 95 / 100], times[runs * 99 / 100])
}
