import History
import Market

/// A chart entry for an app on the watchlist or an app ranked near it.
struct ChartNeighbor: Hashable, Sendable {
    let rank: Rank
    let app: AppID
    let name: String
    /// Whether the entry is for the app on the watchlist.
    let isOwn: Bool
    /// The change over 24 hours; `nil` if there is no earlier snapshot.
    let day: ChartStanding.Move?

    /// Returns an app and the apps around it in a chart; the last ranks of the chart if the app isn't ranked.
    ///
    /// - Parameter reach: The number of ranks to include above and below the app.
    /// - Complexity: O(entries), plus O(snapshots) for each app that is new in the chart.
    static func around(
        _ app: AppID,
        named name: String,
        in chart: Chart,
        reach: Int,
        of ledger: LedgerSnapshot,
        asOf instant: Timestamp
    ) -> [ChartNeighbor] {
        guard let ranking = ledger.ranking(of: chart, asOf: instant) else { return [] }
        let entries = ranking.entries
        let count = 2 * max(0, reach) + 1
        let own = entries.firstIndex { $0.app == app }
        let first = own.map { max(0, min($0 - max(0, reach), entries.count - count)) } ?? max(0, entries.count - count)
        return entries[first...].prefix(count).map { entry in
            let status = ledger.rankStatus(
                of: entry.app,
                in: chart,
                asOf: instant,
                window: ChartStanding.dayWindow
            )
            return ChartNeighbor(
                rank: entry.rank,
                app: entry.app,
                name: entry.app == app ? name : ledger.name(of: entry.app, in: chart.storefront, asOf: instant),
                isOwn: entry.app == app,
                day: ChartStanding.Move(status)
            )
        }
    }

    /// Returns the title of a panel with neighbors: "Neighbors, US Top Free", or "Last ranks, US Top Free" if the app
    /// isn't ranked there.
    static func title(of chart: Chart, isRanked: Bool) -> String {
        "\(isRanked ? "Neighbors" : "Last ranks"), \(chart.titleInSentence)"
    }
}

extension MyLaunchDetails {
    /// The chart whose neighbors are exported: the one with the app's best current rank, otherwise the first with data;
    /// `nil` if there is none.
    var neighborChart: Chart? {
        let current = rowsByRank.filter { $0.main?.isStale == false }
        let rows = current.isEmpty ? rowsByRank : current
        return (rows.first { $0.isRanked } ?? rows.first { $0.checked != nil }).flatMap(\.chart)
    }

    /// Returns the charts whose neighbors may be shown: the selected row's first, then by the app's rank. Charts without
    /// data are omitted, and other charts without current data.
    func neighborCharts(selection: Int) -> [Chart] {
        let selected = row(at: selection)
        let first = selected.flatMap { $0.checked == nil ? nil : $0.chart }
        let others = rowsByRank.lazy.filter {
            $0.storefront != selected?.storefront && $0.checked != nil && $0.main?.isStale != true
        }
        return [first].compactMap(\.self) + others.compactMap(\.chart)
    }

    /// Returns the title of the neighbors panel.
    func neighborTitle(of chart: Chart) -> String {
        let row = rows.first { $0.main?.chart == chart }
        let title = ChartNeighbor.title(of: chart, isRanked: row?.isRanked == true)
        guard let main = row?.main, main.isStale else { return title }
        return "\(title), \(RankMilestoneText.time(main.checked, asOf: instant, in: zone))"
    }

    /// Returns the app and the apps around it in a chart; see ``ChartNeighbor/around(_:named:in:reach:of:asOf:)``.
    func neighbors(in chart: Chart, reach: Int) -> [ChartNeighbor] {
        ChartNeighbor.around(app(in: chart), named: name, in: chart, reach: reach, of: inputs.data, asOf: instant)
    }
}
