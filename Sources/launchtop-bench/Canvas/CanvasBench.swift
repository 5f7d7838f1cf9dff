import ArgumentParser
import Canvas
import Dashboard
import Foundation
import Ncurses
import TestSupport

/// A benchmark that measures the time to draw a frame, and the output, response time, memory and idle load of the
/// program in a terminal.
struct CanvasBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canvas",
        abstract: "Measure drawing, and the program in a terminal: output, response times and memory.",
    )

    @Option(help: "Seconds to measure while idle") var idle = 10

    @Option(help: "Another program to measure the same way, such as htop") var baseline: [String] = []

    func run() throws {
        try measureDrawing()
        let command = [Program.path, "replay", "sora", "--at", "2025-10-06"]
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "3", "--hours", "48"])
        let list = [Program.path, "replay", folder.url.path, "--at", "2027-01-01"]
        let ours = try TerminalProbe(command, list: list, idle: idle)
        let others = try baseline.map { name in
            let command = ["/usr/bin/env", name]
            return (name, try TerminalProbe(command, list: command, idle: idle))
        }
        for (name, unit, figure) in TerminalProbe.figures {
            guard let value = figure(ours) else { continue }
            var line = Figure(name, value, unit)
            for (other, probe) in others {
                guard let value = figure(probe) else { continue }
                line = line.compared(to: other, value)
            }
            line.print()
        }
    }

    /// Measures the time to draw a screen of charts, to compare it with the previous frame, and to show it.
    private func measureDrawing() throws {
        let size = Size(columns: 200, rows: 60)
        let gallery = ChartGallery(size: size)
        let blank = median(of: 500) { _ = Frame(size: size) }
        let draw = median(of: 500) { _ = gallery.frame }
        Figure("draw_200x60_ms", draw.p50 * 1e3, "ms", p95: draw.p95 * 1e3).compared(to: "blank frame", blank.p50 * 1e3)
            .print()
        var terminal = try Terminal(.void(size), usesColor: true, usesASCII: false)
        // The old and the new frame differ in every cell of the charts' rows.
        let other = gallery.frame.inASCII()
        let unchanged = gallery.frame
        terminal.show(unchanged)
        let same = median(of: 500) { terminal.show(gallery.frame) }
        Figure("draw_and_diff_200x60_ms", same.p50 * 1e3, "ms", p95: same.p95 * 1e3)
            .compared(to: "drawing alone", draw.p50 * 1e3).print()
        var isOther = false
        let all = median(of: 200) {
            isOther.toggle()
            terminal.show(isOther ? other : unchanged)
        }
        Figure("show_all_200x60_ms", all.p50 * 1e3, "ms", p95: all.p95 * 1e3)
            .compared(to: "draw and diff", same.p50 * 1e3).print()
    }
}
