import Archive
import ArgumentParser
import Formats
import Foundation
import History
import Market
import Simulation
import TestSupport

/// A benchmark that measures polling ten thousand rating counters once an hour: decoding the responses, adding them to a
/// ledger and storing them in an archive. It doesn't include the requests, of which there are fifty an hour.
struct RatingsBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratings",
        abstract: "Measure the CPU time and the memory of 10,000 rating counters that are polled hourly."
    )

    @Option(help: "Number of hours") var hours = 168
    @Option(help: "Share of counters that change between two polls, in percent") var changes = 25

    private static let apps = 200
    private static let codes = ImportFigures.codes + RatingsBench.others
    private static let others = """
        se no fi dk nl be at ch es it pt pl cz hu ro gr tr ru ua il sa ae eg za ng ke mx ar cl co pe th vn id my sg ph tw hk nz
        """.split(separator: " ").map(String.init)

    func run() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("archive.sqlite").path
        var writer = try ArchiveWriter(path, owner: "bench")
        var ledger = Ledger()
        var chance = SeededGenerator(seed: 1)
        let storefronts = Self.codes.compactMap { Storefront(stored: $0) }
        var counts = storefronts.map { _ in (0..<Self.apps).map { _ in Int.random(in: 10...90_000, using: &chance) } }
        // Load what the program itself needs before measuring: code and buffers.
        var scratch = Ledger()
        for listing in try AppListings(Document(origin: "bench", body: Data(Self.body(counts[0]).utf8))).listings {
            scratch.append(ListingReading(listing, in: storefronts[0], at: Timestamp(seconds: 0)))
        }
        let before = Self.residentBytes()
        var seconds: [Double] = []
        for hour in 0..<max(1, hours) {
            var used = 0.0
            let time = Timestamp(seconds: 1_772_323_200 + Int64(hour) * 3600)
            for index in storefronts.indices {
                for app in 0..<Self.apps where Int.random(in: 0..<100, using: &chance) < changes {
                    counts[index][app] += Int.random(in: 1...40, using: &chance)
                }
                let body = Data(Self.body(counts[index]).utf8)
                let start = Usage.processorSeconds
                try poll(body, in: storefronts[index], at: time, &ledger, &writer)
                used += Usage.processorSeconds - start
            }
            seconds.append(used)
        }
        seconds.sort()
        let median = seconds[seconds.count / 2]
        Figure("ratings_10k_cpu_pct", median / 3600 * 100, "%", p95: seconds[seconds.count * 95 / 100] / 36).print()
        Figure("ratings_10k_round_cpu_s", median, "s").print()
        Figure("ratings_10k_memory_mb", Double(Self.residentBytes() - before) / 1e6, "MB").print()
        let points = ledger.snapshot.listedApps.reduce(0) { sum, app in
            sum + ledger.snapshot.listings(of: app).reduce(0) { $0 + $1.series.points.count }
        }
        Figure("ratings_10k_points", Double(points), "points").print()
        try writer.close()
    }

    private func poll(
        _ body: Data,
        in storefront: Storefront,
        at time: Timestamp,
        _ ledger: inout Ledger,
        _ writer: inout ArchiveWriter
    ) throws {
        let listings = try AppListings(Document(origin: "bench", body: body)).listings
        let readings = listings.map { ListingReading($0, in: storefront, at: time) }
        for reading in readings { ledger.append(reading) }
        try writer.append(ArchiveBatch(source: "appstore:ratings", snapshots: [], listings: readings))
    }

    private static func body(_ counts: [Int]) -> String {
        AppStoreStub.body(
            counts.enumerated().map { index, count in
                let average = String(format: "%.5f", 3.5 + Double(count % 149_999) / 100_000)
                return AppStoreStub.app(
                    "\(6_500_000_000 + index)",
                    "App \(index)",
                    more: AppStoreStub.ratings(count, average: average)
                )
            }
        )
    }

    /// Returns the resident memory of this process in bytes; 0 except on Linux.
    private static func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
    }
}
