import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Market
import TestSupport

/// A command that sends random keys, mouse events and terminal sizes to all pages, with data loaded.
struct KeyFuzzing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Press random keys on all pages (default: 200,000). Prints the seed; a bug ends the run with a trap.",
    )

    @Option var events = 200_000
    @Option var seed: UInt64 = 20_251_003
    @Option(help: "A folder of snapshots (default: a simulated market)") var folder: String?
    @Option(help: "Mapping for reading the snapshots") var mapping: String?

    func run() throws {
        print("seed \(seed)")
        let data = try folder.map { try SharedData.ledger(folder: $0, mapping: mapping) } ?? Dashboards.market()
        let library = try Dashboards.library()
        let now = (data.span?.end ?? Fixtures.time("2026-04-01")) + 600
        let starts = [
            DashboardState.openingCharts(data, library: library, now: now, isLive: true),
            DashboardState.openingCharts(data, library: library, now: now, isLive: false),
            DashboardState.openingLibrary(library, now: now),
        ]
        var frames = 0
        let time =
            ContinuousClock().measure {
                for (number, start) in starts.enumerated() {
                    var state = start
                    var storm = KeyStorm(seed: seed &+ UInt64(number))
                    frames += storm.rage(over: &state, events: events / starts.count) { $0 % 4 == 0 }
                }
            } / .seconds(1)
        Figure("random_events_per_second", Double(events) / time, "events/s").compared(to: "frames", Double(frames))
            .print()
    }
}
