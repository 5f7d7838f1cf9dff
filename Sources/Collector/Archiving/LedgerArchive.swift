import Archive
import History
import Market
import TimeSeries

/// Functions that write a ledger to an archive.
enum LedgerArchive {
    private static let batchLength = 100
    /// The name of the source in an archive that was written from a ledger.
    static let source = "recovered from memory"

    /// What couldn't be written because it wasn't in memory and the file that has it is gone.
    struct LeftOut {
        /// The number of snapshots whose ranks were evicted.
        var snapshots = 0
        /// The number of apps whose counts weren't read.
        var countedApps = 0
    }

    /// Writes all snapshots with their app names, and all counts, listings and reviews.
    ///
    /// - Returns: What was left out.
    static func write(_ ledger: LedgerSnapshot, to writer: inout ArchiveWriter) throws(ArchiveError) -> LeftOut {
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
        var unreadableCounts = 0
        for app in ledger.counters.apps {
            guard let store = ledger.registry.store(of: app) else { continue }
            if !ledger.counters.isReadable(app) { unreadableCounts += 1 }
            for (counter, reports) in ledger.counters[app] {
                let counts = reports.reports.map { report in
                    Count(days: report.days.map { Day(number: $0) }, value: report.value)
                }
                try writer.append(counts, of: counter, in: store)
            }
        }
        for (app, listings) in ledger.storeListings {
            for (storefront, series) in listings {
                let readings = series.points.flatMap { point in
                    [point.since, point.seen].map { ListingReading(app, in: storefront, at: $0, point.state) }
                }
                try writer.append(ArchiveBatch(source: source, snapshots: [], listings: readings))
            }
        }
        for (app, feeds) in ledger.storeReviews {
            for (storefront, series) in feeds {
                let readings = series.reviews.map { ReviewReading($0, of: app, in: storefront) }
                try writer.append(ArchiveBatch(source: source, snapshots: [], reviews: readings))
            }
        }
        return LeftOut(snapshots: unreadable, countedApps: unreadableCounts)
    }

    /// Returns a snapshot for each time at which an unchanged ranking was observed, with the app names at that time.
    private static func snapshots(
        at position: Int,
        of series: RankingSeries,
        _ chart: Chart,
        in ledger: LedgerSnapshot
    ) -> [ChartSnapshot] {
        let tick = series.tick(at: position)
        let entries = series.entries(at: position)
        return series.times(ofSnapshotAt: position).map { seconds in
            let time = Timestamp(seconds: seconds)
            return ChartSnapshot(
                chart: chart,
                observedAt: time,
                coverage: tick.isPartial ? .partial : .full,
                entries: entries.compactMap { entry in
                    guard let rank = Rank(Int(entry.rank)) else { return nil }
                    let app = ledger.registry.app(entry.id)
                    let naming = ledger.registry.appName(of: app, in: chart.storefront, asOf: time)
                    return RankEntry(rank: rank, app: app, name: naming?.name, developer: naming?.developer)
                }
            )
        }
    }
}
