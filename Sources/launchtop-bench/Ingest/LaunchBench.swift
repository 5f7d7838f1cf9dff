import ArgumentParser
import Foundation
import Launches
import Market
import TestSupport

/// A benchmark that measures the time to read and check the launch library.
struct LaunchBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launches",
        abstract: "Measure reading and checking all launch files, and reading a single one."
    )

    func run() throws {
        let files = try LaunchLibrary.files(of: Fixtures.repository.appendingPathComponent("Data/launches"))
        let today = Day(number: Int(Date().timeIntervalSince1970) / 86_400)
        measure("launch_files_read_ms") { _ = LaunchLibrary.read(files) }
        measure("launch_files_checked_ms") { _ = LaunchLibrary.check(files, today: today) }
        if let sora = files.first(where: { $0.lastPathComponent == "sora.toml" }) {
            measure("launch_file_sora_read_ms") { _ = LaunchLibrary.read([sora]) }
        }
    }

    private func measure(_ name: String, _ work: () -> Void) {
        let time = median(of: 50, work)
        Figure(name, time.p50 * 1e3, "ms", p95: time.p95 * 1e3).print()
    }
}
