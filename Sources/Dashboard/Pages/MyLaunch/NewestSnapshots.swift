import History
import Market
import TimeSeries

/// The newest snapshot of each chart as of an instant, shared so that each chart is looked up only once for all apps.
struct NewestSnapshots: Sendable {
    /// The newest snapshot of one chart. It's a class because copying the arrays of a series costs more than the
    /// queries.
    final class Snapshot: Sendable {
        let chart: Chart
        let tick: RankingSeries.Tick
        private let series: RankingSeries
        private let instant: Timestamp

        fileprivate init(_ chart: Chart, _ series: RankingSeries, _ tick: RankingSeries.Tick, _ instant: Timestamp) {
            self.chart = chart
            self.series = series
            self.tick = tick
            self.instant = instant
        }

        /// Returns the rank of an app; `nil` if it isn't ranked or there is no data about it.
        ///
        /// - Complexity: O(log blocks).
        func rank(of handle: UInt32?) -> Rank? {
            guard let handle else { return nil }
            let value = tick.isPartial ? lastPoint(of: handle)?.rank : series.rank(of: handle, at: tick.position)
            return value.flatMap { Rank(Int($0)) }
        }

        /// Returns whether the chart has data about an app. A complete chart has data about every app, since an app
        /// that it doesn't list isn't ranked. A partial chart has data only about apps that it has listed.
        func isKnown(_ handle: UInt32?) -> Bool { !tick.isPartial || handle.flatMap(lastPoint) != nil }

        /// The last rank of the chart; `nil` for a partial chart.
        ///
        /// - Complexity: O(log blocks).
        var depth: Int? {
            guard !tick.isPartial else { return nil }
            let depth = series.depth(at: tick.position)
            return depth.entries > 0 ? depth.lastRank : nil
        }

        /// The time when the chart was last seen, at or before the instant.
        var checked: Timestamp { Timestamp(seconds: tick.seenUntil) }

        /// Whether the snapshot is older than the usual interval between snapshots allows.
        var isStale: Bool {
            RankHistory.isStale(seen: checked, isPartial: tick.isPartial, in: series, asOf: instant)
        }

        /// Returns whether the chart isn't followed any more although others are; see
        /// ``RankHistory/isOutdated(seen:isPartial:newest:)``.
        func isOutdated(newest: Timestamp) -> Bool {
            RankHistory.isOutdated(seen: checked, isPartial: tick.isPartial, newest: newest)
        }

        private func lastPoint(of handle: UInt32) -> RankPoint? {
            series.lastPoint(of: handle, upTo: instant.seconds)
        }
    }

    /// The snapshots in the order of the ledger's charts. Charts without a snapshot up to the instant are omitted.
    let all: [Snapshot]
    /// The snapshots of charts of the whole store, as opposed to genre charts.
    let overall: [Snapshot]

    /// Looks up the newest snapshot of each chart.
    ///
    /// - Complexity: O(charts · log snapshots).
    init(in ledger: LedgerSnapshot, asOf instant: Timestamp) {
        all = ledger.charts.compactMap { chart in
            guard let series = ledger.rankings[chart], let tick = series.tick(asOf: instant.seconds) else { return nil }
            return Snapshot(chart, series, tick, instant)
        }
        overall = all.filter { $0.chart.genre == nil }
    }

    /// Returns the main kind of chart for an app: top free if the app is ranked in a top free chart, otherwise the kind
    /// of its best rank, otherwise top free if there is such a chart.
    ///
    /// - Parameter candidates: Charts of the whole store, with the app's rank in each.
    static func mainKind(of candidates: [(snapshot: Snapshot, rank: Rank?)]) -> ChartKind? {
        let ranked = candidates.filter { $0.rank != nil }
        if ranked.contains(where: { $0.snapshot.chart.kind == .topFree }) { return .topFree }
        if let best = ranked.min(by: { ($0.rank ?? .first) < ($1.rank ?? .first) }) { return best.snapshot.chart.kind }
        let kinds = candidates.map(\.snapshot.chart.kind)
        return kinds.contains(.topFree) ? .topFree : kinds.first
    }
}
