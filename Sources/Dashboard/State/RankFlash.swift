import History
public import Market

/// The rank changes in snapshots that have just arrived. They are highlighted once, for at least a second.
struct RankFlash: Hashable, Sendable {
    /// The changes in one chart, and the time when they're no longer highlighted.
    private struct Changes: Hashable {
        var gains: [AppID: Bool]
        var until: Timestamp
    }

    /// The length in seconds. The clock has whole seconds, so the actual length is between one and two seconds.
    static let length: Int64 = 2

    private var charts: [Chart: Changes] = [:]

    /// The time of the next change on the screen; `nil` if nothing is highlighted.
    var ends: Timestamp? { charts.values.map(\.until).min() }

    /// Adds the rank changes in charts that have a newer snapshot than before. A chart's first snapshot changes no
    /// rank.
    ///
    /// - Complexity: O(charts), plus O(entries) per chart with a newer snapshot.
    mutating func add(from old: LedgerSnapshot, to new: LedgerSnapshot, at now: Timestamp) {
        for chart in new.charts {
            guard let before = old.span(of: .chart(chart))?.end, let newest = new.span(of: .chart(chart))?.end,
                newest > before
            else { continue }
            let gains = new.gains(in: chart, asOf: newest)
            charts[chart] = gains.isEmpty ? nil : Changes(gains: gains, until: now + Self.length)
        }
    }

    /// Removes the changes that have been highlighted long enough.
    mutating func end(at now: Timestamp) {
        if charts.isEmpty { return }
        charts = charts.filter { $0.value.until > now }
    }

    /// Returns the role of an app's rank change in a chart; `nil` if it isn't highlighted.
    func role(of app: AppID?, in chart: Chart?) -> Theme.Role? {
        guard let app, let chart, let isGain = charts[chart]?.gains[app] else { return nil }
        return isGain ? .gain : .loss
    }
}

extension DashboardState {
    /// The time when a highlighted rank change ends; `nil` if there is none. Clock events must arrive until then.
    public var flashEnds: Timestamp? { flash.ends }

    /// The rank changes to highlight on the page: none unless the page shows live data.
    var visibleFlash: RankFlash { isAtLiveEdge ? flash : RankFlash() }
}

extension LedgerSnapshot {
    /// Returns whether new ranks are changes since an earlier state, and not the result of loading: no history is
    /// pending, no source is read in parts, and none has been polled for the first time.
    func isPolled(after old: LedgerSnapshot) -> Bool {
        guard old.pending == nil, pending == nil else { return false }
        let before = Dictionary(old.sources.map { ($0.source, $0) }) { first, _ in first }
        return sources.allSatisfy { source in
            let earlier = before[source.source]
            let isFirst = source.lastSuccess != nil && earlier?.lastSuccess == nil
            return !isFirst && !source.isIncomplete && earlier?.isIncomplete != true
        }
    }
}
