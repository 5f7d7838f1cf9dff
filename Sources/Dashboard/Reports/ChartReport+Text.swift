import Canvas
import History
import Market

extension ChartReport {
    /// The title of the change column: "Δ24h", or the actual time to the earlier snapshot if that differs.
    var changeTitle: String {
        guard let comparedTo = table.comparedTo else { return "Δ" }
        let distance = table.ranking.confirmedUntil - comparedTo
        return abs(distance - window) <= window / 10 || distance == 0
            ? "Δ\(Self.length(window))" : "Δ\(Self.length(distance))"
    }

    /// Returns a change window: "24h", "7d".
    static func length(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m"
        case ...(72 * 3600): "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// Returns the table's columns. They are dropped in this order if space is short: estimates, days, best rank,
    /// developer, sparkline. Rank, change and name always stay.
    ///
    /// - Parameter hasDetail: Whether the selected app's ranks over time are shown next to the list. In that case the order
    ///   is days, best rank, estimates, developer, sparkline.
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

    /// Returns the width of the weekly sparkline: the coarse one if the fine one would cost a column.
    func sparkColumns(width: Int, hasDetail: Bool) -> Int {
        let fine = 21
        guard hasDetail else { return width >= 70 ? fine : 14 }
        let all = columns(sparkColumns: fine)
        return width >= all.map(\.least).reduce(0, +) + all.count - 1 ? fine : 14
    }

    private var changeWidth: Int { max(4, displayWidth(changeTitle)) }

    /// Returns a change in bold with a leading `•` if the newest snapshot moved the app; without the `•` if the column is full.
    func marked(_ change: StyledText, _ app: AppID) -> StyledText {
        guard moved.contains(app) else { return change }
        let sign = displayWidth(change.text) < changeWidth ? Sign.changed : ""
        return StyledText(sign + change.text, change.style.with(.bold))
    }

    /// "• 12 changed": the number of apps whose rank changed in the newest snapshot.
    var movedText: String? { moved.isEmpty ? nil : "\(Sign.changed) \(moved.count) changed" }

    /// "3 dropped out, 1 unconfirmed". An app missing from the newest snapshot only may be back in the next one.
    var droppedText: String? {
        guard !table.dropped.isEmpty else { return nil }
        let unconfirmed = table.dropped.count { !$0.isConfirmed }
        return "\(table.dropped.count) dropped out" + (unconfirmed > 0 ? ", \(unconfirmed) unconfirmed" : "")
    }

    /// "100 entries, seen Oct 3, 2025, 14:00 UTC, unchanged as of Oct 3, 2025, 17:00 UTC".
    var snapshotText: String {
        let ranking = table.ranking
        let entries = ranking.entries.count == 1 ? "1 entry" : "\(NumberFormat.grouped(ranking.entries.count)) entries"
        let count = ranking.coverage == .partial ? "\(entries) (partial chart)" : entries
        let seen = "\(count), seen \(TimeFormat.instant(ranking.observedAt, in: zone))"
        guard ranking.confirmedUntil > ranking.observedAt else { return seen }
        return "\(seen), unchanged as of \(TimeFormat.instant(ranking.confirmedUntil, in: zone))"
    }
}
