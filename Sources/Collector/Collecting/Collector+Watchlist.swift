import History
import Market
import TimeSeries

extension Collector {
    /// Logs rank changes of apps on the watchlist.
    func logWatchlist(_ snapshot: ChartSnapshot) {
        guard !ledger.snapshot.watchlist.isEmpty, snapshot.coverage == .full else { return }
        let (chart, time) = (snapshot.chart, snapshot.observedAt)
        let isFirst = ledger.snapshot.rankings[chart] == nil
        for app in ledger.snapshot.watchlist.sorted() {
            let rank = snapshot.entries.first { $0.app == app }?.rank.value
            let before = ledger.snapshot.lastPoint(of: app, in: chart, asOf: time)?.rank.map { Int($0) }
            guard rank != before else { continue }
            let name = ledger.snapshot.name(of: app, in: chart.storefront, asOf: time)
            let (now, was) = (Self.rankText(rank), Self.rankText(before))
            log.write("rank", "\(name): \(now)\(isFirst ? "" : " (was \(was))") in \(chart.title)")
        }
    }

    private static func rankText(_ rank: Int?) -> String { rank.map { "#\($0)" } ?? "not ranked" }
}
