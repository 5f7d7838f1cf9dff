import Archive
import Foundation
import Market
import TimeSeries

/// A benchmark that measures writing the workload to disk hour by hour, as a poller does, and loading it.
struct StoreArchive {
    private let path: String
    private static let codes = "us gb de fr jp kr cn br in ca au it es mx nl se tr sa id th".split(separator: " ")

    init(folder: URL, name: String) { path = folder.appendingPathComponent("\(name).sqlite").path }

    /// The charts, indexed by their number in the workload.
    static let charts: [Chart] = codes.compactMap { Storefront(stored: String($0)) }.flatMap { storefront in
        [ChartKind.topFree, .topPaid, .topGrossing].map { Chart(storefront: storefront, kind: $0) }
    }

    func measureDisk(
        _ workload: Workload,
        suffix: String,
        baseline blob: SQLiteBaseline?,
        rows: SQLiteBaseline?,
        rowsHours: Int
    ) throws {
        var writer = try ArchiveWriter(path, owner: "bench")
        var times: [Duration] = []
        let clock = ContinuousClock()
        for hour in 0..<workload.hours {
            let batch = ArchiveBatch(source: "bench", snapshots: Self.snapshots(workload, hour: hour))
            times.append(try clock.measure { try writer.append(batch) })
        }
        try writer.close()
        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let perPoint = Double(bytes) / Double(workload.points)
        guard let blob, let rows else {
            return Figure("archive_bytes_per_point\(suffix)", perPoint, "B").print()
        }
        let speed = Self.speed(of: times, points: workload.points)
        let blobTimes = try (0..<workload.hours).map { hour in
            try clock.measure { try blob.append(hour: hour, of: workload) }
        }
        let rowTimes = try (0..<min(rowsHours, workload.hours)).map { hour in
            try clock.measure { try rows.append(hour: hour, of: workload) }
        }
        let rowPoints = workload.points / workload.hours * rowTimes.count
        Figure("archive_bytes_per_point\(suffix)", perPoint, "B")
            .compared(to: blob.schema.rawValue, Double(try blob.bytes()) / Double(workload.points)).print()
        Figure("archive_bytes_per_point\(suffix)", perPoint, "B")
            .compared(to: rows.schema.rawValue, Double(try rows.bytes()) / Double(rowPoints)).print()
        let sorted = times.sorted()
        Figure("durable_mpts", speed, "M points/s")
            .compared(to: blob.schema.rawValue, Self.speed(of: blobTimes, points: workload.points)).print()
        Figure("durable_mpts", speed, "M points/s")
            .compared(to: rows.schema.rawValue, Self.speed(of: rowTimes, points: rowPoints)).print()
        // Some batches wait for the log to be sealed.
        Figure(
            "durable_batch_ms",
            sorted[sorted.count / 2] / .milliseconds(1),
            "ms",
            p95: sorted[sorted.count * 95 / 100] / .milliseconds(1)
        ).print()
        Figure("durable_longest_batch_ms", (sorted.last ?? .zero) / .milliseconds(1), "ms").print()
    }

    private static func speed(of times: [Duration], points: Int) -> Double {
        Double(points) / (times.reduce(.zero, +) / .seconds(1)) / 1e6
    }

    static func snapshots(_ workload: Workload, hour: Int) -> [ChartSnapshot] {
        (0..<workload.charts).map { chart in
            ChartSnapshot(
                chart: charts[chart],
                observedAt: Timestamp(seconds: Workload.time(hour)),
                entries: zip(1..., workload.list(chart: chart, hour: hour)).compactMap { rank, id in
                    guard let rank = Rank(rank), let app = AppID(stored: "\(id)") else { return nil }
                    return RankEntry(rank: rank, app: app)
                }
            )
        }
    }

    /// Measures loading the archive, and returns its series with the workload's ids, indexed by chart number.
    func load(baseline blob: SQLiteBaseline) throws -> [RankingSeries] {
        var loaded: [(chart: Chart, series: RankingSeries)] = []
        var apps: [UInt32: AppID] = [:]
        let ours = try median(of: 5) {
            let reader = try ArchiveReader(path)
            apps = try reader.catalog().apps
            loaded = try reader.rankings().series
        }
        let baseline = try median(of: 5) { _ = try blob.load() }
        Figure("load_s", ours.p50, "s").compared(to: blob.schema.rawValue, baseline.p50).print()
        let ids = apps.mapValues { UInt32($0.text) ?? .max }
        return Self.charts.map { chart in
            var series = RankingSeries()
            for block in loaded.first(where: { $0.chart == chart })?.series.blocks ?? [] {
                series.merge(block.renamed { ids[$0] ?? .max })
            }
            return series
        }
    }
}
