import History
package import Market
import TimeSeries

extension Collector {
    /// Adds an app to the watchlist, so that sources that are added afterwards poll its ratings at once.
    package func watch(adding app: AppID) {
        ledger.watch(changes: ledger.snapshot.watchlistChoices.changes.merging([app: true]) { $1 })
    }

    /// Applies changes made to the watchlist in a dashboard, and the names and the pairs of ids that the user entered
    /// there.
    package func watch(_ changes: [AppID: Bool], _ watched: [AppID: WatchedApp]) {
        ledger.watch(changes: changes)
        ledger.setEntered(watched)
    }

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
