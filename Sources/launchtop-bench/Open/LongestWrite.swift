import Archive
import Foundation
import Market

/// A measurement of the longest write of a batch of 50 snapshots with 50 entries, relative to the median. Some batches
/// also seal charts.
struct LongestWrite {
    let charts: Int

    private static let batch = 50
    /// The number of snapshots to write: enough that every chart is sealed, and that the log reaches its limit.
    private static let snapshots = 200_000

    func measure(to path: String) throws {
        let charts = BigMarket.charts(charts)
        var writer = try ArchiveWriter(path, owner: "bench")
        let hours = Self.snapshots / charts.count
        let work = Workload(charts: 1, hours: hours)
        var (times, processorTimes): ([Double], [Double]) = ([], [])
        for hour in 0..<hours {
            // All charts have the same entries.
            let (time, ids) = (BigMarket.end(hours: hour), work.list(chart: 0, hour: hour).prefix(50))
            let entries = BigMarket.snapshot(of: charts[0], at: time, ids: ids).entries
            for first in stride(from: 0, to: charts.count, by: Self.batch) {
                let snapshots = charts[first..<min(charts.count, first + Self.batch)].map {
                    ChartSnapshot(chart: $0, observedAt: time, entries: entries)
                }
                let batch = ArchiveBatch(source: "bench", snapshots: snapshots)
                let start = processorTime()
                times.append(try ContinuousClock().measure { try writer.append(batch) } / .seconds(1))
                processorTimes.append(processorTime() - start)
            }
        }
        try writer.close()
        times.sort()
        processorTimes.sort()
        let (ours, processor) = (times.map { $0 * 1e3 }, processorTimes.map { $0 * 1e3 })
        Figure("longest_write_\(charts.count)_charts_ms", ours.last ?? 0, "ms", p99: ours[ours.count * 99 / 100])
            .compared(to: "median write", ours[ours.count / 2])
            .withProcessorTime(processor.last ?? 0, p99: processor[processor.count * 99 / 100])
            .print()
    }
}
