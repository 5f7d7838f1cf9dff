import History
import Market

extension DashboardState {
    /// Returns what is known about an app that no chart ranks: ">100", and where and when that was checked; `nil` if no chart
    /// has data about it.
    func absence(of app: AppID) -> (rank: String, facts: [String])? {
        let newest = NewestSnapshots(in: data, asOf: instant)
        let rows = StorefrontRow.all(of: app, in: data, newest: newest, polled: [], asOf: instant).rows
        let known = rows.compactMap(\.main)
        guard let first = known.first, let checked = known.map(\.checked).max() else { return nil }
        let place = known.count == 1 ? first.chart.titleInSentence : NumberFormat.count(known.count, "storefront")
        return (first.rankText, ["not ranked in \(place)", "checked \(PollStatus.ago(checked, asOf: instant))"])
    }
}
