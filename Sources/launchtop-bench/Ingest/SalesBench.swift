import ArgumentParser
import Foundation
import Market
import Simulation
import TestSupport

/// A benchmark that measures importing a year of daily sales reports of 50 apps in all storefronts into an archive, and
/// opening that archive. Each is measured in a separate process.
struct SalesBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sales",
        abstract: "Measure importing a year of daily sales reports, and opening the archive."
    )

    @Option(help: "Number of apps") var apps = 50
    @Option(help: "Number of daily reports") var days = 365
    @Option(help: "Number of imports") var runs = 5

    private static let header = [
        "Provider", "Provider Country", "SKU", "Developer", "Title", "Version", "Product Type Identifier", "Units",
        "Developer Proceeds", "Begin Date", "End Date", "Customer Currency", "Country Code", "Currency of Proceeds",
        "Apple Identifier", "Customer Price", "Promo Code", "Parent Identifier", "Subscription", "Period", "Category",
        "CMB", "Device", "Supported Platforms", "Proceeds Reason", "Preserved Pricing", "Client", "Order Type",
    ]

    func run() throws {
        let folder = try TemporaryFolder()
        let reports = folder.url.appendingPathComponent("reports")
        let counts = try write(to: reports)
        let archive = folder.url.appendingPathComponent("archive.sqlite").path
        var processor: [Double] = []
        let wall = try median(of: runs) {
            for suffix in ["", "-wal", "-shm", ".lock"] {
                try? FileManager.default.removeItem(atPath: archive + suffix)
            }
            processor.append(try cpuSeconds(["import", reports.path, "--into", archive]))
        }
        processor.sort()
        Figure("sales_import_s", wall.p50, "s", p95: wall.p95).print()
        Figure("sales_import_cpu_s", processor[processor.count / 2], "s").print()
        Figure("sales_import_counts", Double(counts), "counts").print()
        let size = try FileManager.default.attributesOfItem(atPath: archive)[.size] as? NSNumber
        Figure("sales_archive_mb", (size?.doubleValue ?? 0) / 1e6, "MB").print()
        for (name, arguments) in [
            ("app", ["app", "6500000000", "--from", archive]), ("milestones", ["milestones", "--from", archive]),
        ] {
            var seconds: [Double] = []
            _ = try median(of: runs) { seconds.append(try cpuSeconds(["show"] + arguments)) }
            seconds.sort()
            Figure("sales_show_\(name)_cpu_ms", seconds[seconds.count / 2] * 1e3, "ms").print()
        }
    }

    /// Runs the program and returns the CPU time that it took.
    private func cpuSeconds(_ arguments: [String]) throws -> Double {
        let before = Usage.childSeconds
        let outcome = try Program.run(arguments)
        precondition(outcome.status == 0, outcome.errors)
        return Usage.childSeconds - before
    }

    /// Writes the reports.
    ///
    /// - Returns: The number of counts.
    private func write(to folder: URL) throws -> Int {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let codes = Storefront.all.map(\.label).sorted()
        var chance = SeededGenerator(seed: 1)
        let typical = (0..<apps * codes.count).map { _ in Int.random(in: 0..<8, using: &chance) == 0 ? 900 : 9 }
        guard let last = Day(year: 2025, month: 11, day: 30) else { return 0 }
        for age in 0..<days {
            let day = last.advanced(by: -age)
            let (year, month, number) = day.civil
            let date = String(format: "%02d/%02d/%04d", month, number, year)
            var text = Self.header.joined(separator: "\t") + "\n"
            for app in 0..<apps {
                for (index, code) in codes.enumerated() {
                    let units = Int.random(in: 0...2 * typical[app * codes.count + index], using: &chance)
                    text +=
                        "APPLE\tUS\tapp.\(app)\tExample\tApp \(app)\t1.0\t1F\t\(units)\t0\t\(date)\t\(date)\tUSD\t\(code)"
                    text += "\tUSD\t\(6_500_000_000 + app)\t0\t\t\t\t\tUtilities\t\tiPhone\tiOS\t\t\t\t\n"
                }
            }
            let name = "S_D_85000000_\(day.iso8601.filter { $0 != "-" }).txt"
            try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
        }
        return days * apps * codes.count
    }
}
