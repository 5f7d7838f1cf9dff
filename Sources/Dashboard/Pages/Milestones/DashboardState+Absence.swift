import History
import Market

extension DashboardState {
    /// Returns the rank text for an app that no chart ranks, such as ">100", and facts about where and when that was
    /// checked; `nil` if no chart has data about the app.
    func absence(of app: AppID) -> (rank: String, facts: [String])? {
        let newest = NewestSnapshots(in: data, asOf: instant)
        let rows = StorefrontRow.all(of: app, in: data, newest: newest, polled: [], asOf: instant).rows
        let all = rows.compactMap(\.main)
        let current = all.filter { !$0.isStale }
        let known = current.isEmpty ? all : current
        guard let first = known.first, let checked = known.map(\.checked).max() else { return nil }
        let place = known.count == 1 ? first.chart.titleInSentence : NumberFormat.count(known.count, "storefront")
        let stale = all.count - known.count
        let rest = stale > 0 ? ["\(stale) not current"] : []
        return (
            first.rankText, ["not ranked in \(place)"] + rest + ["checked \(PollStatus.ago(checked, asOf: instant))"]
        )
    }
}
