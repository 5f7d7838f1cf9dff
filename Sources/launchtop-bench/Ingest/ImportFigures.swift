import Foundation
import Market
import Simulation
import TestSupport

/// A benchmark that measures the throughput of importing daily files, per second of CPU time and of wall time. A
/// separate process imports 18 files of 10 charts each into an archive that is durable when the process ends.
struct ImportFigures {
    static let codes = ["us", "gb", "de", "fr", "jp", "kr", "in", "br", "ca", "au"]

    func measure() throws {
        let folder = try TemporaryFolder()
        let bytes = try write(into: folder)
        var processor: [Double] = []
        let wall = try median(of: 9) {
            let before = Usage.childSeconds
            let archive = folder.url.appendingPathComponent("archive.sqlite").path
            for suffix in ["", "-wal", "-shm", ".lock"] {
                try? FileManager.default.removeItem(atPath: archive + suffix)
            }
            let days = folder.url.appendingPathComponent("days").path
            let outcome = try Program.run(["import", days, "--mapping", "countries-by-day", "--into", archive])
            guard outcome.status == 0 else { return print(outcome.errors) }
            processor.append(Usage.childSeconds - before)
        }
        processor.sort()
        let megabytes = Double(bytes) / 1e6
        Figure("import_mbs", megabytes / processor[processor.count / 2], "MB/s of CPU time")
            .compared(to: "MB/s of wall time", megabytes / wall.p50).print()
    }

    /// Writes the files to import.
    ///
    /// - Returns: The total size in bytes.
    private func write(into folder: TemporaryFolder) throws -> Int {
        let days = folder.url.appendingPathComponent("days")
        try FileManager.default.createDirectory(at: days, withIntermediateDirectories: true)
        guard let start = Day(year: 2026, month: 3, day: 1)?.start else { return 0 }
        let market = SimulatedMarket(
            storefronts: Self.codes.compactMap { Storefront(stored: $0) },
            hours: 18 * 24,
            seed: 1,
            start: start
        )
        var countries: [String: [String: [[String: Any]]]] = [:]
        market.forEachSnapshot { snapshot in
            guard snapshot.observedAt.seconds % Day.secondsPerDay == 0 else { return }
            countries[snapshot.observedAt.day.iso8601, default: [:]][snapshot.chart.storefront.code] =
                snapshot.entries.map {
                    [
                        "rank": $0.rank.value, "id": $0.app.text, "name": $0.name ?? "",
                        "developer": $0.developer ?? "",
                    ]
                }
        }
        var bytes = 0
        for (day, lists) in countries {
            let document: [String: Any] = ["date": day, "countries": lists]
            let body = try JSONSerialization.data(withJSONObject: document, options: [.prettyPrinted, .sortedKeys])
            try body.write(to: days.appendingPathComponent("\(day).json"))
            bytes += body.count
        }
        return bytes
    }
}
