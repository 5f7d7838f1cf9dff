import History
import Market

/// Generators of large ledgers for benchmarks.
enum BigMarket {
    private static let start = Timestamp(seconds: Workload.start)

    static func end(hours: Int) -> Timestamp { start + Int64(hours) * 3600 }

    static func points(storefronts: Int, hours: Int) -> Int { storefronts * 3 * hours * Workload.depth }

    /// Returns a ledger with three charts for each storefront, each with hourly snapshots of 200 entries.
    static func ledger(storefronts: Int, hours: Int) -> LedgerSnapshot {
        let work = Workload(charts: storefronts * 3, hours: hours)
        var ledger = Ledger()
        for (number, chart) in charts(storefronts * 3).enumerated() {
            for hour in 0..<hours {
                ledger.append(snapshot(of: chart, at: end(hours: hour), ids: work.list(chart: number, hour: hour)))
            }
        }
        return ledger.snapshot
    }

    /// Returns charts of three kinds in each storefront, starting with the US. If there are more charts, they are of
    /// different genres.
    static func charts(_ count: Int) -> [Chart] {
        let storefronts = [Storefront(stored: "us")].compactMap { $0 } + Storefront.all.filter { $0.code != "us" }
        let genres = [nil] + (6000..<6100).map { Genre(stored: "\($0)") }
        let all = genres.lazy.flatMap { genre in
            storefronts.lazy.flatMap { storefront in
                [ChartKind.topFree, .topPaid, .topGrossing].map {
                    Chart(store: .appStore, storefront: storefront, kind: $0, genre: genre)
                }
            }
        }
        return Array(all.prefix(count))
    }

    /// Returns the snapshots of all charts of a workload at one hour.
    static func snapshots(of work: Workload, hour: Int) -> [ChartSnapshot] {
        charts(work.charts).enumerated().map { number, chart in
            snapshot(of: chart, at: end(hours: hour), ids: work.list(chart: number, hour: hour))
        }
    }

    /// Returns a ledger with a chart of all apps and a genre chart in each storefront, all with the same hourly ranks;
    /// 20 of the top 40 apps; and the next snapshot of the first chart.
    static func watchlist(
        storefronts: Int,
        hours: Int
    ) -> (ledger: Ledger, apps: [AppID], next: ChartSnapshot)? {
        let work = Workload(charts: 1, hours: hours + 1)
        var ledger = Ledger()
        var first: Chart?
        for storefront in Storefront.all.prefix(storefronts) {
            for genre in [nil, Genre(stored: "6001")] {
                let chart = Chart(store: .appStore, storefront: storefront, kind: .topFree, genre: genre)
                first = first ?? chart
                for hour in 0..<hours {
                    let ids = work.list(chart: 0, hour: hour)
                    ledger.append(snapshot(of: chart, at: end(hours: hour), ids: ids))
                }
            }
        }
        guard let first else { return nil }
        let ids = work.list(chart: 0, hour: hours)
        let apps = ids.prefix(40).enumerated().filter { $0.offset.isMultiple(of: 2) }.compactMap {
            AppID(stored: "\(1_000_000 + $0.element)")
        }
        return (ledger, apps, snapshot(of: first, at: end(hours: hours), ids: ids))
    }

    /// Returns a ledger with one chart and the given number of named apps.
    static func manyApps(_ count: Int) -> LedgerSnapshot {
        var ledger = Ledger()
        guard let storefront = Storefront(stored: "us") else { return ledger.snapshot }
        // A chart has 200 entries; the remaining apps are known from earlier snapshots.
        let chart = Chart(store: .appStore, storefront: storefront, kind: .topFree)
        let ids = (0..<UInt32(count)).map { $0 }
        for first in stride(from: 0, to: count, by: Workload.depth) {
            let list = ids[first..<min(count, first + Workload.depth)]
            ledger.append(snapshot(of: chart, at: start + Int64(first / Workload.depth), ids: list))
        }
        return ledger.snapshot
    }

    /// Returns a ledger with one snapshot that ranks apps with the given names, in the given order.
    static func names(_ names: [String]) -> LedgerSnapshot {
        var ledger = Ledger()
        guard let storefront = Storefront(stored: "us") else { return ledger.snapshot }
        let entries = names.enumerated().compactMap { route, name in
            AppID(stored: "\(1_000_000 + route)").flatMap { app in
                Rank(route + 1).map { RankEntry(rank: $0, app: app, name: name, developer: nil) }
            }
        }
        let chart = Chart(store: .appStore, storefront: storefront, kind: .topFree)
        ledger.append(ChartSnapshot(chart: chart, observedAt: start, entries: entries))
        return ledger.snapshot
    }

    static func snapshot(of chart: Chart, at instant: Timestamp, ids: ArraySlice<UInt32>) -> ChartSnapshot {
        let entries = ids.enumerated().compactMap { route, id in
            AppID(stored: "\(1_000_000 + id)").flatMap { app in
                Rank(route + 1).map {
                    RankEntry(rank: $0, app: app, name: "Nova \(id) Planner", developer: "Studio \(id % 997)")
                }
            }
        }
        return ChartSnapshot(chart: chart, observedAt: instant, entries: entries)
    }
}
