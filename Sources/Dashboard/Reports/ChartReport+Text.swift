import Canvas
import History
import Market

extension ChartReport {
    /// What the change column is measured against: "Δ24h", or the distance to the earlier list where that is another.
    var changeTitle: String {
        guard let comparedTo = table.comparedTo else { return "Δ" }
        let distance = table.ranking.confirmedUntil - comparedTo
        return abs(distance - window) <= window / 10 || distance == 0
            ? "Δ\(Self.length(window))" : "Δ\(Self.length(distance))"
    }

    /// "24h", "7d": how far back change is measured.
    static func length(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m"
        case ...(72 * 3600): "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// Columns go in this order where there is no room: the estimates, the days, the best rank, the developer, the
    /// sparkline. Ranks, changes and names stay.
    ///
    /// - Parameter hasDetail: whether the selected app stands beside the list with its ranks over time, which tell more
    ///   than its best and its days: then the days go first, the best rank next, and the estimates after them.
    func columns(sparkColumns: Int, hasDetail: Bool = false) -> [TableLayout.Column] {
        let spark = RankHistory.weekTitle(to: weekEnd, asOf: instant, columns: sparkColumns, in: zone)
        return [
            .init("#", least: 3, isRightAligned: true),
            .init(changeTitle, least: changeWidth, isRightAligned: true),
            .init("app", least: 16, most: 48),
            .init("developer", least: 12, most: 34, priority: 3),
            .init(spark, least: sparkColumns, priority: 2),
            .init("best", least: 4, priority: hasDetail ? 5 : 4, isRightAligned: true),
            .init("days", least: 4, priority: hasDetail ? 6 : 5, isRightAligned: true),
        ] + demandColumns(priority: hasDetail ? 4 : 6)
    }

    /// Columns of a week's sparkline. The finer one goes before a column of figures does.
    func sparkColumns(width: Int, hasDetail: Bool) -> Int {
        let fine = 21
        guard hasDetail else { return width >= 70 ? fine : 14 }
        let all = columns(sparkColumns: fine)
        return width >= all.map(\.least).reduce(0, +) + all.count - 1 ? fine : 14
    }

    private var changeWidth: Int { max(4, displayWidth(changeTitle)) }

    /// A change with a `•` before it where the newest list moved the app; one that takes the whole column is bold alone.
    func marked(_ change: StyledText, _ app: AppID) -> StyledText {
        guard moved.contains(app) else { return change }
        let mark = displayWidth(change.text) < changeWidth ? "•" : ""
        return StyledText(mark + change.text, change.style.with(.bold))
    }

    /// "• 12 moved": how many places the newest list changed, with their mark.
    var movedSentence: String? { moved.isEmpty ? nil : "• \(moved.count) moved" }

    /// "3 dropped out"; they stand at the list's end. One that is missing in the newest list only may be back in the next.
    var droppedSentence: String? {
        guard !table.dropped.isEmpty else { return nil }
        let suspect = table.dropped.count { !$0.isConfirmed }
        return "\(table.dropped.count) dropped out" + (suspect > 0 ? ", \(suspect) unconfirmed" : "")
    }

    /// "100 places, seen 3 Oct 2025 14:00 UTC, unchanged until 17:00 UTC".
    var observedSentence: String {
        let ranking = table.ranking
        let count = NumberFormat.count(ranking.entries.count, "place")
        let some = ranking.coverage == .partial ? "\(count) known of the chart" : count
        let seen = "\(some), seen \(TimeFormat.instant(ranking.observedAt, in: zone))"
        guard ranking.confirmedUntil > ranking.observedAt else { return seen }
        return "\(seen), unchanged until \(TimeFormat.instant(ranking.confirmedUntil, in: zone))"
    }
}
