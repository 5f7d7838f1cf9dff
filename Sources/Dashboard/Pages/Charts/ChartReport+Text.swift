import Canvas
import History
import Market

extension ChartReport {
    /// The title of the change column: "Δ24h", or the actual time since the earlier snapshot if that differs.
    var changeTitle: String {
        guard let comparedTo = table.comparedTo else { return "Δ" }
        let distance = table.ranking.confirmedUntil - comparedTo
        return abs(distance - window) <= window / 10 || distance == 0
            ? "Δ\(Self.length(window))" : "Δ\(Self.length(distance))"
    }

    /// Returns a duration in seconds as short text: "24h", "7d".
    static func length(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)min"
        case ...(72 * 3600): "\(seconds / 3600)h"
        default: "\(seconds / 86_400)d"
        }
    }

    /// The number of apps whose rank changed in the newest snapshot, as text: "• 12 changed"; `nil` if there are none.
    var movedText: String? { moved.isEmpty ? nil : "\(Symbol.changed) \(moved.count) changed" }

    /// The number of pinned apps as text: "^ 2 pinned"; `nil` if there are none.
    var pinnedText: String? { pinned > 0 ? "\(Symbol.pinned) \(pinned) pinned" : nil }

    /// The number of dropped apps as text: "3 dropped out, 1 unconfirmed"; `nil` if there are none. An app missing only
    /// from the newest snapshot is unconfirmed, since it may be back in the next one.
    var droppedText: String? {
        guard !table.dropped.isEmpty else { return nil }
        let unconfirmed = table.dropped.count { !$0.isConfirmed }
        return "\(table.dropped.count) dropped out" + (unconfirmed > 0 ? ", \(unconfirmed) unconfirmed" : "")
    }

    /// The snapshot's size and time, or its age if it isn't current, as text: "100 entries, seen Oct 3, 2025, 14:00 UTC, unchanged as of Oct 3, 2025,
    /// 17:00 UTC".
    var snapshotText: String { snapshotTexts[0] }

    /// The text about the snapshot and its shorter forms, longest first: "100 entries, seen Oct 3, 2025, 14:00 UTC,
    /// unchanged as of Oct 3, 2025, 16:00 UTC", "100 entries, seen Oct 3, 2025, 14:00 UTC".
    var snapshotTexts: [String] {
        let ranking = table.ranking
        let entries = ranking.entries.count == 1 ? "1 entry" : "\(NumberFormat.grouped(ranking.entries.count)) entries"
        let count = ranking.coverage == .partial ? "\(entries) (partial chart)" : entries
        let (first, last) = (ranking.observedAt, ranking.confirmedUntil)
        let isStale = RankHistory.isStale(seen: last, isPartial: false, in: ledger.rankings[chart], asOf: instant)
        if isStale, ranking.coverage != .partial {
            let age = TimeFormat.age(instant - last)
            return ["\(count), last seen \(TimeFormat.instant(last, in: zone)), \(age) ago", "\(count), \(age) old"]
        }
        let seen = "\(count), seen \(TimeFormat.instant(first, in: zone))"
        guard last > first else { return [seen, count] }
        let unchanged = "\(count), unchanged as of \(TimeFormat.instant(last, in: zone))"
        return ["\(seen), unchanged as of \(TimeFormat.instant(last, in: zone))", unchanged, count]
    }
}
