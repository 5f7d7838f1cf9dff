public import Market
import TimeSeries

extension LedgerSnapshot {
    /// Returns the chart as of `instant`; `nil` before its first snapshot.
    public func ranking(of chart: Chart, asOf instant: Timestamp) -> Ranking? {
        guard let series = rankings[chart], let tick = series.tick(asOf: instant.seconds) else { return nil }
        return Ranking(
            chart: chart,
            observedAt: Timestamp(seconds: tick.time),
            confirmedUntil: Timestamp(seconds: min(tick.seenUntil, instant.seconds)),
            coverage: tick.isPartial ? .partial : .full,
            entries: series.entries(at: tick.position).compactMap { entry in
                Rank(Int(entry.rank)).map { Ranking.Entry(rank: $0, app: registry.app(entry.id)) }
            }
        )
    }

    /// Returns the last rank of the chart as of `instant`; `nil` before its first snapshot, and for a partial snapshot.
    ///
    /// - Complexity: O(log snapshots).
    public func depth(of chart: Chart, asOf instant: Timestamp) -> Int? {
        guard let series = rankings[chart], let tick = series.tick(asOf: instant.seconds), !tick.isPartial else {
            return nil
        }
        let depth = series.depth(at: tick.position)
        return depth.entries > 0 ? depth.lastRank : nil
    }

    /// Returns the number of entries of the chart as of `instant`; 0 before its first snapshot.
    ///
    /// - Complexity: O(log snapshots).
    public func entryCount(of chart: Chart, asOf instant: Timestamp) -> Int {
        guard let series = rankings[chart], let tick = series.tick(asOf: instant.seconds) else { return 0 }
        return series.depth(at: tick.position).entries
    }

    /// Returns the chart as of `instant` with the changes over `window` seconds; `nil` before its first snapshot.
    public func rankTable(of chart: Chart, asOf instant: Timestamp, window: Int64) -> RankTable? {
        guard let series = rankings[chart], let ranking = ranking(of: chart, asOf: instant) else { return nil }
        let current = ranking.observedAt.seconds
        // The window ends when the snapshot was last seen, not at `instant`. Otherwise a chart would appear unchanged
        // after its source stopped.
        let target = ranking.confirmedUntil.seconds - window
        // If the snapshot was already current at the start of the window, nothing changed.
        let comparable: RankingSeries.Tick?
        if ranking.coverage == .partial {
            comparable = series.partialReference(for: target, before: current)
        } else {
            let reference =
                target >= current ? series.tick(asOf: current) : series.reference(for: target, before: current)
            comparable = reference.flatMap { $0.isPartial ? nil : $0 }
        }
        let apps = ranking.entries.map { entry in
            rankedApp(entry, in: chart, series: series, reference: comparable, asOf: instant)
        }
        return RankTable(
            ranking: ranking,
            // The time nearest to the start of the window at which that snapshot was seen.
            comparedTo: comparable.map { Timestamp(seconds: min(max($0.time, target), $0.seenUntil)) },
            apps: apps,
            dropped: ranking.coverage == .partial
                ? [] : dropped(from: comparable, in: series, ranking: ranking, asOf: instant)
        )
    }

    private func rankedApp(
        _ entry: Ranking.Entry,
        in chart: Chart,
        series: RankingSeries,
        reference: RankingSeries.Tick?,
        asOf instant: Timestamp
    ) -> RankedApp {
        let appName = registry.appName(of: entry.app, in: chart.storefront, asOf: instant)
        var app = RankedApp(rank: entry.rank, app: entry.app, name: appName?.name, developer: appName?.developer)
        guard let reference, let handle = registry.handle(of: entry.app) else { return app }
        if let before = series.rank(of: handle, at: reference.position) {
            app.previousRank = Rank(Int(before))
            app.state = .steady
        } else if !reference.isPartial {
            let hasReturned = series.hasReturned(handle, from: reference.time, to: instant.seconds)
            app.state = hasReturned ? .returned : .new
        }
        return app
    }

    private func dropped(
        from reference: RankingSeries.Tick?,
        in series: RankingSeries,
        ranking: Ranking,
        asOf instant: Timestamp
    ) -> [DroppedApp] {
        let present = Set(ranking.entries.map(\.app))
        let entries = reference.map { series.entries(at: $0.position) } ?? []
        // The previous snapshot, if it isn't the reference.
        let between = series.tick(before: ranking.observedAt.seconds)
            .flatMap { $0.position == reference?.position || $0.isPartial ? nil : $0 }
        return entries.compactMap { entry in
            let app = registry.app(entry.id)
            guard !present.contains(app), let rank = Rank(Int(entry.rank)) else { return nil }
            let name = registry.appName(of: app, in: ranking.chart.storefront, asOf: instant)?.name
            let isConfirmed =
                ranking.confirmedUntil > ranking.observedAt
                || between.map { series.rank(of: entry.id, at: $0.position) == nil } ?? false
            return DroppedApp(app: app, name: name, lastRank: rank, isConfirmed: isConfirmed)
        }
    }
}
