import Archive
import History
import Market
import TimeSeries

/// A ledger written to an archive.
enum LedgerArchive {
    private static let batchLength = 100
    /// What the archive calls the source of what came from memory.
    static let source = "recovered from memory"

    /// Writes every snapshot with its names, and every count.
    ///
    /// - Returns: how many snapshots could not be read, because they were evicted from memory to a file that is gone.
    static func write(_ ledger: LedgerSnapshot, to writer: inout ArchiveWriter) throws(ArchiveError) -> Int {
        var unreadable = 0
        for chart in ledger.charts {
            guard let series = ledger.rankings[chart] else { continue }
            var batch = ArchiveBatch(source: source, snapshots: [])
            for position in 0..<series.count {
                guard series.isReadable(at: position) else {
                    unreadable += 1
                    continue
                }
                batch.snapshots += snapshots(at: position, of: series, chart, in: ledger)
                if batch.snapshots.count < batchLength { continue }
                try writer.append(batch)
                batch.snapshots = []
            }
            try writer.append(batch)
        }
        for (counter, reports) in ledger.counters {
            guard let store = ledger.registry.store(of: counter.app) else { continue }
            let counts = reports.reports.map { report in
                Count(days: report.days.map { Day(number: $0) }, value: report.value)
            }
            try writer.append(counts, of: counter, in: store)
        }
        return unreadable
    }

    /// A list at each instant at which it was seen, with the names of that time.
    private static func snapshots(
        at position: Int,
        of series: RankingSeries,
        _ chart: Chart,
        in ledger: LedgerSnapshot
    ) -> [ChartSnapshot] {
        let tick = series.tick(at: position)
        let placings = series.placings(at: position)
        return series.sightings(ofListAt: position).map { seconds in
            let time = Timestamp(seconds: seconds)
            return ChartSnapshot(
                chart: chart,
                observedAt: time,
                coverage: tick.isPartial ? .partial : .full,
                entries: placings.compactMap { placing in
                    guard let rank = Rank(Int(placing.rank)) else { return nil }
                    let app = ledger.registry.app(placing.id)
                    let naming = ledger.registry.appName(of: app, in: chart.storefront, asOf: time)
                    return RankEntry(rank: rank, app: app, name: naming?.name, developer: naming?.developer)
                }
            )
        }
    }
}
