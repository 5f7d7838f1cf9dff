public import Market
import TimeSeries

extension LedgerSnapshot {
    /// The chart as it stood at `instant`, or `nil` before its first snapshot.
    public func ranking(of chart: Chart, asOf instant: Timestamp) -> Ranking? {
        guard let series = rankings[chart], let tick = series.tick(asOf: instant.seconds) else { return nil }
        return Ranking(
            chart: chart,
            observedAt: Timestamp(seconds: tick.time),
            confirmedUntil: Timestamp(seconds: min(tick.seenUntil, instant.seconds)),
            coverage: tick.isPartial ? .partial : .full,
            entries: series.placings(at: tick.position).compactMap { placing in
                Rank(Int(placing.rank)).map { Ranking.Entry(rank: $0, app: registry.app(placing.id)) }
            }
        )
    }

    /// The chart as of `instant` with what changed over `window` seconds.
    public func rankTable(of chart: Chart, asOf instant: Timestamp, window: Int64) -> RankTable? {
        guard let series = rankings[chart], let ranking = ranking(of: chart, asOf: instant) else { return nil }
        let current = ranking.observedAt.seconds
        // The window ends when the list was last seen, not now: a feed that stopped tells of no calm.
        let target = ranking.confirmedUntil.seconds - window
        // A list that was already in force a window ago is compared with itself: nothing changed.
        let reference =
            target >= current
            ? series.tick(asOf: current) : series.reference(for: target, before: current)
        let comparable = reference.flatMap { $0.isPartial || ranking.coverage == .partial ? nil : $0 }
        let apps = ranking.entries.map { entry in
            rankedApp(entry, in: chart, series: series, reference: comparable, asOf: instant)
        }
        return RankTable(
            ranking: ranking,
            // The look of that list that is nearest to a window ago.
            comparedTo: comparable.map { Timestamp(seconds: min(max($0.time, target), $0.seenUntil)) },
            apps: apps,
            dropped: dropped(from: comparable, in: series, ranking: ranking, asOf: instant)
        )
    }

    private func rankedApp(
        _ entry: Ranking.Entry,
        in chart: Chart,
        series: RankingSeries,
        reference: RankingSeries.Tick?,
        asOf instant: Timestamp
    ) -> RankedApp {
        let naming = registry.naming(of: entry.app, in: chart.storefront, asOf: instant)
        var app = RankedApp(rank: entry.rank, app: entry.app, name: naming?.name, developer: naming?.developer)
        guard let reference, let handle = registry.handle(of: entry.app) else { return app }
        if let before = series.rank(of: handle, at: reference.position) {
            app.previousRank = Rank(Int(before))
            app.state = .steady
        } else {
            app.state = series.wasListed(handle, before: reference.time) ? .returned : .new
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
        let placings = reference.map { series.placings(at: $0.position) } ?? []
        // The list before this one, where it is not what this one is compared with.
        let between = series.tick(before: ranking.observedAt.seconds)
            .flatMap { $0.position == reference?.position || $0.isPartial ? nil : $0 }
        return placings.compactMap { placing in
            let app = registry.app(placing.id)
            guard !present.contains(app), let rank = Rank(Int(placing.rank)) else { return nil }
            let name = registry.naming(of: app, in: ranking.chart.storefront, asOf: instant)?.name
            let isConfirmed =
                ranking.confirmedUntil > ranking.observedAt
                || between.map { series.rank(of: placing.id, at: $0.position) == nil } ?? false
            return DroppedApp(app: app, name: name, lastRank: rank, isConfirmed: isConfirmed)
        }
    }
}
