import Archive
import ArgumentParser
import Canvas
import Dashboard
import Foundation
import Market
import TestSupport

/// A benchmark that measures how the time to open an archive, to press a key and to write a batch depends on the number
/// of charts and on the size of the archive.
struct OpenBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Measure opening archives, pressing keys and sealing with many charts."
    )

    @Option(parsing: .upToNextOption, help: "Numbers of charts (default: 60 525 2000). 10000 takes some minutes.")
    var charts: [Int] = [60, 525, 2000]
    @Option(help: "Weeks of data in the largest archive; 23 weeks of 525 charts have 400 million points.") var weeks = 1
    @Option(
        parsing: .upToNextOption,
        help: "Numbers of charts of the archives in which the longest write is measured (default: 2000 10000)."
    )
    var sealedCharts: [Int] = [2000, 10_000]
    @Option(help: "Measure only this part: opening, keys or writing (default: all).") var only: Part?
    @Option(help: "A folder to keep the archives in (default: a temporary folder).") var folder: String?

    /// A part of the benchmark.
    enum Part: String, CaseIterable, ExpressibleByArgument { case opening, keys, writing }

    private func measures(_ part: Part) -> Bool { only.map { $0 == part } ?? true }

    func run() throws {
        let base = folder.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = base.appendingPathComponent("launchtop-bench-open-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { if self.folder == nil { try? FileManager.default.removeItem(at: folder) } }
        let start = measures(.opening) ? try time(of: ["--version"], until: ".").p50 : 0
        for count in charts where measures(.opening) || measures(.keys) {
            var archive = try OpenArchive(charts: count, to: folder.appendingPathComponent("\(count).sqlite").path)
            if measures(.keys) { try measureKeys(archive) }
            if weeks > 1, count == charts.last { try archive.repeatWeeks(weeks - 1) }
            if measures(.opening) { try measureOpening(archive, start: start) }
        }
        for count in sealedCharts where measures(.writing) {
            try LongestWrite(charts: count).measure(to: folder.appendingPathComponent("sealing-\(count).sqlite").path)
        }
    }

    /// Measures the time to the first frame, the memory after the archive has been opened, and the time of `show chart` and
    /// `show app`, relative to a start of the program.
    private func measureOpening(_ archive: OpenArchive, start: Double) throws {
        let name = "\(archive.charts)_charts_\(archive.points / 1_000_000)m_points"
        let frame = try time(of: ["--archive", archive.path], until: "US Top Free")
        Figure("first_frame_\(name)_ms", frame.p50 * 1e3, "ms", p95: frame.p95 * 1e3)
            .compared(to: "launchtop --version", start * 1e3).print()
        let show = try time(of: ["show", "chart", "us", "top-free", "--from", archive.path], until: "US Top Free")
        Figure("show_chart_\(name)_ms", show.p50 * 1e3, "ms", p95: show.p95 * 1e3)
            .compared(to: "launchtop --version", start * 1e3).print()
        let id = OpenArchive.app
        let app = try time(of: ["show", "app", id, "--from", archive.path], until: "id \(id)")
        Figure("show_app_\(name)_ms", app.p50 * 1e3, "ms", p95: app.p95 * 1e3)
            .compared(to: "launchtop --version", start * 1e3).print()
        try measureMemory(archive, name)
    }

    /// Measures the resident memory once the archive has been loaded in the background.
    private func measureMemory(_ archive: OpenArchive, _ name: String) throws {
        let terminal = try PseudoTerminal([Program.path, "--archive", archive.path], columns: 120, rows: 40)
        precondition(terminal.waitFor("US Top Free"), "no first frame")
        guard let atFirst = ProcessFigures(terminal.processNumber) else { return }
        var last = atFirst
        for _ in 0..<120 {
            terminal.settle(milliseconds: 100)
            Thread.sleep(forTimeInterval: 1)
            guard let now = ProcessFigures(terminal.processNumber) else { return }
            let isLoaded = now.seconds - last.seconds < 0.05
            last = now
            if isLoaded { break }
        }
        Figure("open_memory_\(name)_mb", last.megabytes, "MB").compared(to: "at the first frame", atFirst.megabytes)
            .print()
    }

    /// Returns the time until the program prints a text in a terminal. Running it with Foundation's `Process` would add
    /// 50 ms.
    private func time(of arguments: [String], until text: String) throws -> (p50: Double, p95: Double) {
        try median(of: 11) {
            let terminal = try PseudoTerminal([Program.path] + arguments, columns: 120, rows: 40)
            precondition(terminal.waitFor(text), "no \(text)")
        }
    }

    /// Measures the time from a key that moves the selection to the next frame, with a week of data.
    private func measureKeys(_ archive: OpenArchive) throws {
        let ledger = try archive.ledger()
        let size = Size(columns: 120, rows: 40)
        let now = BigMarket.end(hours: OpenArchive.hoursPerWeek)
        var start = DashboardState.openingCharts(ledger, now: now, isLive: true)
        _ = start.apply(.resize(size))
        let blank = median(of: 200) { _ = Frame(size: size) }
        for page in [PageID.charts, .app, .countries, .milestones, .myLaunch] {
            var state = start
            state.press("j", "w", "j", "w")
            state.press(page.key)
            precondition(state.route.page == page, "\(page) was not reached")
            measureKeyToFrame(in: state, "\(page.name)_\(archive.charts)_charts", blank: blank.p50)
        }
    }
}
